package wording

import (
	"net/url"
	"regexp"
	"strings"
)

// Block is a paragraph or a list.
type Block struct {
	// List: Lines are its items; else they are the lines of a paragraph.
	List  bool
	Lines [][]Run
}

// Run is a piece of a line. Link: its text is an address, and leads there.
type Run struct {
	Text string
	Link bool
}

const item = "- "

// Parse takes a text apart. It takes any text, also one with faults: an address that
// is none is text.
func Parse(s string) []Block {
	var all []Block
	var now *Block
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			now = nil
			continue
		}
		rest, list := strings.CutPrefix(line, item)
		if now == nil || now.List != list {
			all = append(all, Block{List: list})
			now = &all[len(all)-1]
		}
		now.Lines = append(now.Lines, runs(strings.TrimSpace(rest)))
	}
	return all
}

var (
	address = regexp.MustCompile(`(?i)\bhttps?://[^\s<>"']*`)
	host    = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$`)
)

// after are signs behind an address that belong to the sentence.
const after = ".,;:!?)’”…"

// maxAddress is the longest address: a longer one is no address that people read.
const maxAddress = 200

// runs takes a line apart.
func runs(line string) []Run {
	var all []Run
	for line != "" {
		at := address.FindStringIndex(line)
		if at == nil {
			return append(all, Run{Text: line})
		}
		link := strings.TrimRight(line[at[0]:at[1]], after)
		if !leads(link) {
			link = ""
			at[0] = at[1]
		}
		if at[0] > 0 {
			all = append(all, Run{Text: line[:at[0]]})
		}
		if link != "" {
			all = append(all, Run{Text: link, Link: true})
		}
		line = line[at[0]+len(link):]
	}
	return all
}

// leads says whether an address is one that may be a link: of a host with an ordinary
// name, and nothing before it that could be taken for one.
func leads(s string) bool {
	u, err := url.Parse(s)
	return err == nil && len(s) <= maxAddress && strings.HasPrefix(s, "https://") && u.User == nil && host.MatchString(u.Host)
}

// Places that are filled in.
const (
	placeName  = "{name}"
	placePhone = "{phone}"
	placeMail  = "{mail}"
)

// Fill puts what the organisation says of itself into the places of a text.
func Fill(s, name, phone, mail string) string {
	return strings.NewReplacer(placeName, name, placePhone, phone, placeMail, mail).Replace(s)
}
