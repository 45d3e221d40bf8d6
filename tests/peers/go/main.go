// Command mtasts-mox-sender asks mox's mtasts package about domains of a test bed: a line of JSON on standard input is a
// question, a line on standard output its answer; answers come in any order.
package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/mjl-/adns"
	"github.com/mjl-/mox/dns"
	"github.com/mjl-/mox/mtasts"
)

type question struct {
	Number  int    `json:"number"`
	Domain  string `json:"domain"`
	KnownID string `json:"knownId"`
}

type answer struct {
	Number int      `json:"number"`
	Result string   `json:"result"`
	Error  string   `json:"error,omitempty"`
	ID     string   `json:"id,omitempty"`
	Mode   string   `json:"mode,omitempty"`
	MX     []string `json:"mx,omitempty"`
	MaxAge *int     `json:"maxAge,omitempty"`
	// Covered are the MX hosts of DNS that the policy lets mail go to, Uncovered the others.
	Covered   []string `json:"covered,omitempty"`
	Uncovered []string `json:"uncovered,omitempty"`
}

// As long as mox itself gives a whole policy.
const limit = time.Minute

func main() {
	nameServer := flag.String("dns", "", "`address:port` of the name server")
	httpsPort := flag.String("https-port", "443", "`port` of policy hosts")
	ca := flag.String("ca", "", "PEM `file` with the authority to trust")
	flag.Parse()
	trust, err := trustOnly(*ca)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	dial := func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, *nameServer)
	}
	mtasts.HTTPClient.Transport = transport(dial, *httpsPort, trust)
	resolver := dns.StrictResolver{Resolver: &adns.Resolver{PreferGo: true, StrictErrors: true, Dial: dial}}
	serve(resolver)
}

func trustOnly(file string) (*x509.CertPool, error) {
	pem, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("no certificate in %s", file)
	}
	return pool, nil
}

type dialFunc = func(ctx context.Context, network, address string) (net.Conn, error)

// transport is Go's ordinary one, but for the name server, the port and the trust.
func transport(dialDNS dialFunc, httpsPort string, trust *x509.CertPool) *http.Transport {
	dialer := net.Dialer{Resolver: &net.Resolver{PreferGo: true, StrictErrors: true, Dial: dialDNS}}
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.Proxy = nil
	t.TLSClientConfig = &tls.Config{RootCAs: trust}
	t.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		host, _, err := net.SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		return dialer.DialContext(ctx, network, net.JoinHostPort(host, httpsPort))
	}
	return t
}

func serve(resolver dns.Resolver) {
	out := json.NewEncoder(os.Stdout)
	var writing sync.Mutex
	var underWay sync.WaitGroup
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		var q question
		if err := json.Unmarshal(in.Bytes(), &q); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		underWay.Add(1)
		go func() {
			defer underWay.Done()
			a := reply(resolver, q)
			writing.Lock()
			defer writing.Unlock()
			out.Encode(a)
		}()
	}
	underWay.Wait()
}

var results = []struct {
	err  error
	name string
}{
	{mtasts.ErrNoRecord, "ErrNoRecord"},
	{mtasts.ErrMultipleRecords, "ErrMultipleRecords"},
	{mtasts.ErrDNS, "ErrDNS"},
	{mtasts.ErrRecordSyntax, "ErrRecordSyntax"},
	{mtasts.ErrNoPolicy, "ErrNoPolicy"},
	{mtasts.ErrPolicyFetch, "ErrPolicyFetch"},
	{mtasts.ErrPolicySyntax, "ErrPolicySyntax"},
}

func refused(q question, err error) answer {
	for _, result := range results {
		if errors.Is(err, result.err) {
			return answer{Number: q.Number, Result: result.name, Error: err.Error()}
		}
	}
	return answer{Number: q.Number, Result: "error", Error: err.Error()}
}

func reply(resolver dns.Resolver, q question) answer {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	domain, err := dns.ParseDomain(q.Domain)
	if err != nil {
		return refused(q, err)
	}
	if q.KnownID != "" {
		// Its cache, package mtastsdb, fetches only where the id is another one.
		record, _, err := mtasts.LookupRecord(ctx, log, resolver, domain)
		if err == nil && record.ID == q.KnownID {
			return answer{Number: q.Number, Result: "unchanged", ID: record.ID}
		}
	}
	record, policy, _, err := mtasts.Get(ctx, log, resolver, domain)
	if err != nil {
		return refused(q, err)
	}
	a := answer{Number: q.Number, Result: "policy", ID: record.ID, Mode: string(policy.Mode), MaxAge: &policy.MaxAgeSeconds}
	for _, mx := range policy.MX {
		name := mx.Domain.ASCII
		if mx.Wildcard {
			name = "*." + name
		}
		a.MX = append(a.MX, name)
	}
	compare(ctx, resolver, domain, policy, &a)
	return a
}

// compare asks for the MX hosts, and sorts them by what the policy says of them.
func compare(ctx context.Context, resolver dns.Resolver, domain dns.Domain, policy *mtasts.Policy, a *answer) {
	hosts, _, err := resolver.LookupMX(ctx, domain.ASCII+".")
	if err != nil {
		return
	}
	for _, mx := range hosts {
		name := strings.TrimSuffix(mx.Host, ".")
		host, err := dns.ParseDomainLax(name)
		if err == nil && policy.Matches(host) {
			a.Covered = append(a.Covered, name)
		} else {
			a.Uncovered = append(a.Uncovered, name)
		}
	}
}
