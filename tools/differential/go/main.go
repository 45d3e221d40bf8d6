// Command mtasts-mox-parsers answers JSON lines with what mox's parsers make of them: a line is an array of a kind and
// base64 texts, the answer an object on one line. With the argument "bench" it measures them instead.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/mjl-/mox/dns"
	"github.com/mjl-/mox/mtasts"
	"github.com/mjl-/mox/tlsrpt"
)

// answer holds what was understood. Which fields matter depends on the kind of the question.
type answer struct {
	OK     bool     `json:"ok"`
	Error  string   `json:"error,omitempty"`
	Mode   string   `json:"mode,omitempty"`
	MX     []string `json:"mx,omitempty"`
	MaxAge int      `json:"maxAge,omitempty"`
	ID     string   `json:"id,omitempty"`
	RUA    []string `json:"rua,omitempty"`
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "bench" {
		bench()
		return
	}
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if err == io.EOF {
			break
		} else if err != nil {
			fatal(err)
		}
		encoded, err := json.Marshal(reply(line))
		if err != nil {
			fatal(err)
		}
		out.Write(append(encoded, '\n'))
		// Whoever asks in batches is answered in batches.
		if in.Buffered() == 0 {
			out.Flush()
		}
	}
	out.Flush()
}

func fatal(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func reply(line []byte) answer {
	var question []string
	if err := json.Unmarshal(line, &question); err != nil {
		fatal(err)
	}
	texts := make([]string, 0, 2)
	for _, encoded := range question[1:] {
		text, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil {
			fatal(err)
		}
		texts = append(texts, string(text))
	}
	switch question[0] {
	case "policy":
		return policy(texts[0])
	case "sts":
		return stsRecord(texts[0])
	case "tlsrpt":
		return tlsRptRecord(texts[0])
	case "mx":
		return match(texts[0], texts[1])
	}
	fatal(fmt.Errorf("unknown kind %q", question[0]))
	return answer{}
}

func refused(err error) answer {
	return answer{Error: err.Error()}
}

func policy(text string) answer {
	p, err := mtasts.ParsePolicy(text)
	if err != nil {
		return refused(err)
	}
	a := answer{OK: true, Mode: string(p.Mode), MaxAge: p.MaxAgeSeconds}
	for _, mx := range p.MX {
		name := mx.Domain.ASCII
		if mx.Wildcard {
			name = "*." + name
		}
		a.MX = append(a.MX, name)
	}
	return a
}

func stsRecord(text string) answer {
	r, _, err := mtasts.ParseRecord(text)
	if err != nil {
		return refused(err)
	}
	return answer{OK: true, ID: r.ID}
}

func tlsRptRecord(text string) answer {
	r, _, err := tlsrpt.ParseRecord(text)
	if err != nil {
		return refused(err)
	}
	a := answer{OK: true}
	for _, list := range r.RUAs {
		for _, rua := range list {
			a.RUA = append(a.RUA, string(rua))
		}
	}
	return a
}

// match asks as mox does when it delivers: the pattern comes from a policy, the host from DNS with a final dot.
func match(pattern, host string) answer {
	p, err := mtasts.ParsePolicy("version: STSv1\nmode: enforce\nmax_age: 1\nmx: " + pattern)
	if err != nil {
		return refused(err)
	}
	d, err := dns.ParseDomainLax(strings.TrimSuffix(host, "."))
	if err != nil {
		return refused(err)
	}
	return answer{OK: p.Matches(d)}
}
