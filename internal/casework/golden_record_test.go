package casework_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/record"
)

// stated are the answers of hr.changed as stories stated them.
var stated = record.Fields{"what": "transfer"}

// recordSamples has a record of every kind, with every open question answered as
// the catalogue is now.
func recordSamples() []gehoor.Fact {
	var all []gehoor.Fact
	for _, k := range record.All() {
		r := record.Record{What: k.Kind, Fields: record.Fields{}}
		for _, f := range k.Open() {
			r.Fields[f.Name] = sampleAnswer(f)
		}
		if len(r.Fields) == 0 {
			r.Fields = nil
		}
		if k.About != record.AboutDossier {
			r.Signal = gehoor.SignalID(id("1"))
		}
		if k.Kind == record.KindChanged {
			// A story stated it before there was a form; what changed is sealed since.
			all = append(all, record.Record{What: k.Kind, Signal: r.Signal, Fields: stated})
		}
		if k.Wordy() {
			r.Content = gehoor.ContentID(content("c"))
		}
		if k.Second != record.SecondNone {
			r.Proposal, r.Proposer = 6, gehoor.PersonID(id("b"))
		}
		all = append(all, r)
		if k.Compared.Field != "" {
			r.Fields = maps.Clone(r.Fields)
			r.Fields[k.Compared.Field] = k.Compared.In[0]
			r.Alike, r.Read = &record.Likeness{Check: 1, Texts: 20, Alike: true}, &record.Likeness{Check: 1, Texts: 3, Alike: true}
			r.Different = gehoor.ContentID(content("d"))
			all = append(all, r)
		}
	}
	return all
}

func sampleAnswer(f record.Field) any {
	switch f.Type {
	case record.YesNo:
		return true
	case record.Number:
		return f.Least + 1
	case record.Choice:
		return f.Options[0].Value
	case record.Choices:
		var list []string
		for _, o := range f.Options[max(0, len(f.Options)-2):] {
			list = append(list, o.Value)
		}
		return list
	case record.Date:
		return "2026-05-01"
	case record.Letter, record.Measure:
		return 1
	case record.Person, record.OfChart:
		return id("a")
	}
	return "acknowledge"
}

// TestGoldenRecords: what old databases hold is read for ever. The catalogue grows,
// so the files are not made from it again: each is read as it was written, means the
// same bytes, and every question and answer in it is still one of the catalogue.
func TestGoldenRecords(t *testing.T) {
	written := map[gehoor.Kind]int{}
	for _, sample := range recordSamples() {
		name := string(sample.Kind())
		if written[sample.Kind()]++; written[sample.Kind()] > 1 {
			name += fmt.Sprint("-", written[sample.Kind()]) // its body has grown
		}
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", "golden", "records", name+".json")
			want, err := os.ReadFile(file)
			if os.IsNotExist(err) && *add {
				want = envelope(t, sample)
				err = os.WriteFile(file, want, 0o644)
			}
			if err != nil {
				t.Fatalf("%v (go test ./internal/casework -add adds it, once and for ever)", err)
			}
			e, err := gehoor.DecodeEvent(want)
			if err != nil {
				t.Fatal(err)
			}
			got, err := casework.Decode(e.Kind, e.Body)
			if err != nil {
				t.Fatal(err)
			}
			if again := envelope(t, got); !bytes.Equal(again, want) {
				t.Errorf("it is read and written as something else:\n%s\n%s", want, again)
			}
			kind, ok := casework.Vocabulary().Kind(e.Kind)
			if !ok {
				t.Fatal("the kind is gone")
			}
			for name, value := range got.(record.Record).Fields {
				if e.Kind == record.KindChanged && stated[name] == value {
					continue
				}
				if f, ok := kind.Field(name); !ok || !f.Holds(value) {
					t.Errorf("%s was %v, which is no answer any more", name, value)
				}
			}
		})
	}
	files, err := os.ReadDir(filepath.Join("testdata", "golden", "records"))
	if err != nil || len(files) != len(recordSamples()) {
		t.Errorf("%d golden files for %d records (%v)", len(files), len(recordSamples()), err)
	}
}

// TestSamplesCheck: the catalogue takes the records that the tests make of it.
func TestSamplesCheck(t *testing.T) {
	for _, sample := range recordSamples() {
		kind, _ := record.Of(sample.Kind())
		if r := sample.(record.Record); r.What == record.KindChanged && len(r.Fields) > 0 {
			continue // of before there was a form
		}
		if err := kind.Check(sample.(record.Record)); err != nil {
			t.Errorf("%s: %v", kind.Kind, err)
		}
	}
	for _, sample := range recordSamples() {
		body, err := json.Marshal(sample)
		if err != nil || len(body) > gehoor.MaxEventBytes/4 {
			t.Errorf("%s takes %d bytes (%v)", sample.Kind(), len(body), err)
		}
	}
}
