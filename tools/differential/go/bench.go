package main

import (
	"encoding/json"
	"io"
	"os"
	"strings"
	"time"

	"github.com/mjl-/mox/dns"
	"github.com/mjl-/mox/mtasts"
)

// task says what to repeat, and for how long.
type task struct {
	// "policy" parses the texts in turn, "mx" asks whether the hosts match the first text, a policy.
	Kind         string
	Texts        []string
	Hosts        []string
	Milliseconds int
}

// bench reads a task and prints how often it was carried out in a second.
func bench() {
	var t task
	input, err := io.ReadAll(os.Stdin)
	if err == nil {
		err = json.Unmarshal(input, &t)
	}
	if err != nil {
		fatal(err)
	}
	pass := parsing(t)
	if t.Kind == "mx" {
		pass = matching(t)
	}
	pass()
	count, start := 0, time.Now()
	limit := time.Duration(t.Milliseconds) * time.Millisecond
	for time.Since(start) < limit {
		count += pass()
	}
	json.NewEncoder(os.Stdout).Encode(float64(count) / time.Since(start).Seconds())
}

func parsing(t task) func() int {
	return func() int {
		for _, text := range t.Texts {
			mtasts.ParsePolicy(text)
		}
		return len(t.Texts)
	}
}

func matching(t task) func() int {
	p, err := mtasts.ParsePolicy(t.Texts[0])
	if err != nil {
		fatal(err)
	}
	return func() int {
		for _, host := range t.Hosts {
			if d, err := dns.ParseDomainLax(strings.TrimSuffix(host, ".")); err == nil {
				p.Matches(d)
			}
		}
		return len(t.Hosts)
	}
}
