// The mutator for Go: a request as JSON on standard input, the reply as JSON on standard output. See mutation.ts.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

type sourceFile struct {
	Path string `json:"path"`
	Text string `json:"text"`
}

type request struct {
	Seed  int64        `json:"seed"`
	Files []sourceFile `json:"files"`
	// How many expectations are written otherwise.
	Places int `json:"places"`
	// Expectations that it names take every other turn.
	Said string `json:"said"`
	// The reply has to say `together`.
	AtOnce bool `json:"atOnce"`
	// Of what else is drawn by this request, these changes at once; absent: one of every expectation.
	Only []onlyPlace `json:"only"`
}

type onlyPlace struct {
	Path string `json:"path"`
	Line int    `json:"line"`
	What string `json:"what"`
}

type mutation struct {
	Path     string  `json:"path"`
	Line     int     `json:"line"`
	TestCase *string `json:"testCase"`
	What     string  `json:"what"`
	Text     string  `json:"text"`
}

type unread struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
}

type reply struct {
	Expectations int        `json:"expectations"`
	Impossible   []mutation `json:"impossible"`
	Equal        []mutation `json:"equal"`
	Together     []mutation `json:"together,omitempty"`
	Unread       []unread   `json:"unread"`
}

func main() {
	var asked request
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		fmt.Fprintln(os.Stderr, "the request cannot be read:", err)
		os.Exit(1)
	}
	answer := draw(asked)
	if err := json.NewEncoder(os.Stdout).Encode(answer); err != nil {
		fmt.Fprintln(os.Stderr, "the reply cannot be written:", err)
		os.Exit(1)
	}
}
