package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/gehoor/gehoor"
)

// previewPath is where a reporter's browser asks who will be able to open a signal.
const previewPath = "api/preview"

// previewed is the answer, in English.
type previewed struct {
	Holders    []shownKey `json:"holders"`
	Custodians []shownKey `json:"custodians"`
	Threshold  int        `json:"threshold"`
}

// shownKey is somebody as a reporter's page shows them.
type shownKey struct {
	Person   gehoor.PersonID `json:"person"`
	Function string          `json:"function"`
	Name     string          `json:"name"`
	Note     string          `json:"note"`
}

// otherKeys: a reporter's browser is given other keys than the list has.
type otherKeys struct {
	office gehoor.Office
	why    string
}

func (e *otherKeys) Error() string { return fmt.Sprintf("%s: %s", e.office, e.why) }

// intake asks, for every office, what a reporter's browser is given, and holds it
// against the list. It returns for how many offices it did; none where no signals are
// taken in now.
func (s *site) intake(ctx context.Context, people []keyed, threshold int) (offices int, err error) {
	for _, office := range gehoor.Offices() {
		p, open, err := s.previewOf(ctx, office)
		if err != nil || !open {
			return offices, err
		}
		if why := p.differs(office, people, threshold); why != "" {
			return offices, &otherKeys{office, why}
		}
		offices++
	}
	return offices, nil
}

// previewOf asks as a browser does. open is false where the site takes no signals.
func (s *site) previewOf(ctx context.Context, office gehoor.Office) (p previewed, open bool, err error) {
	ask := fmt.Appendf(nil, `{"office":%q,"struck":[]}`, office)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.prefix+previewPath, bytes.NewReader(ask))
	if err != nil {
		return p, false, fmt.Errorf("ask for %s: %w", previewPath, err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept-Language", string(gehoor.English))
	resp, err := s.client.Do(req)
	if err != nil {
		return p, false, fmt.Errorf("ask for %s: %w", previewPath, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 && resp.StatusCode < 500 {
		return p, false, nil
	}
	if resp.StatusCode != http.StatusOK {
		return p, false, fmt.Errorf("ask for %s: the server answers %d", previewPath, resp.StatusCode)
	}
	data, err := readAll(resp.Body, maxKeysBytes)
	if err == nil {
		err = json.Unmarshal(data, &p)
	}
	if err != nil {
		return p, false, fmt.Errorf("ask for %s: %w", previewPath, err)
	}
	return p, true, nil
}

// minHolders is below how many the external desk's are added (directory.Triage).
const minHolders = 2

// differs says how a preview differs from the list, "" if it does not: who receives
// signals about the office, the external desk too where they are too few, and the
// custodians; nobody more and nobody less.
func (p previewed) differs(office gehoor.Office, people []keyed, threshold int) string {
	var own, desk, custodians []keyed
	for _, k := range people {
		switch {
		case k.of(office):
			own = append(own, k)
		case k.of(gehoor.OfficeExternalDesk):
			desk = append(desk, k)
		}
		if k.Custodian {
			custodians = append(custodians, k)
		}
	}
	if len(own) < minHolders {
		own = append(own, desk...)
	}
	switch {
	case p.Threshold != threshold:
		return "another number of key holders is needed"
	case !same(p.Holders, own):
		return "other people could open a signal than are listed"
	case !same(p.Custodians, custodians):
		return "other key holders get a share than are listed"
	}
	return ""
}

// same says whether a page shows exactly these people, as they are listed.
func same(shown []shownKey, listed []keyed) bool {
	by := map[gehoor.PersonID]shownKey{}
	for _, one := range shown {
		by[one.Person] = one
	}
	for _, k := range listed {
		is := k.Function
		if one, ok := by[k.Person]; !ok || one.Note != k.Note || one.Name != k.Name || one.Function != is.NL && one.Function != is.EN {
			return false
		}
	}
	return len(shown) == len(listed)
}
