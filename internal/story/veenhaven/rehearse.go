package veenhaven

import (
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
)

// Rehearse is the municipality with names where keys are, for stories that seal
// nothing.
func Rehearse(random func([]byte)) (casework.Founding, Cast) {
	c := cast(random)
	f := c.founding(directory.Founded{Root: "naming-root", Log: "naming-log"})
	for _, p := range People() {
		f.People = append(f.People, c.newcomer(p, directory.KeyPublished{Recipient: "naming-recipient-" + p.Login, Note: "naming-note"}))
	}
	return f, c
}

// founding is the municipality without its people; keys has Root and Log.
func (c Cast) founding(keys directory.Founded) casework.Founding {
	keys.Name, keys.Threshold, keys.Phone = Name, Threshold, Phone
	return casework.Founding{Founded: keys, Custodians: c.custodians(), Holders: c.holders()}
}

// newcomer joins with a published name: Veenhaven shows who they are.
func (c Cast) newcomer(p Person, key directory.KeyPublished) casework.Newcomer {
	return casework.Newcomer{
		ID: c[p.Login], Key: key,
		Joined: directory.Joined{Role: p.Role, Function: p.Function, Name: p.Name},
	}
}
