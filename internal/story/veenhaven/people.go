// Package veenhaven founds the municipality of the demo and of the stories. It
// is invented, as is everybody in it.
//
// # Who there is
//
// A bureau of four caseworkers, one of whom leaves in the demo, and its head; an external desk of two, outside
// the municipality; three custodians, who each keep a share of every
// compartment's key and open nothing; a manager
// and a confidential adviser, who enter what they were told and see no dossier; an
// administrator, to whom there are none either ([People]). [Holders] is who receives
// signals about which office: nobody ever receives what is about an office above
// or beside their own. Where an office has fewer than two holders the external
// desk's are added, as the law of the house says.
//
// # What founding makes
//
// [Found] makes the organisation's root, the log's key, a key and a way in for
// everybody, with passphrases of five words. The root's secret half signs the
// keys of staff and is then forgotten: a municipality that lives longer than a
// demo keeps it with its custodians. Stories make the dossiers; nothing else
// does.
//
// [Rehearse] makes the same municipality with names for keys, for tests and
// rehearsals in which nobody seals.
//
// It holds passphrases and secret keys in memory, so nothing that a server links
// may import it; the demo runs it in a process that ends.
package veenhaven

import (
	"maps"
	"slices"

	"github.com/gehoor/gehoor"
)

const (
	// Org is the municipality's short name.
	Org gehoor.OrgID = "veenhaven"
	// Name is its name.
	Name = "Gemeente Veenhaven"
	// Phone is for who would rather talk. No Dutch municipality has it: numbers of
	// municipalities are 14 and an area code, and there is no area 0000.
	Phone = "14 0000"
	// Origin names the municipality's log.
	Origin = "gehoor.veenhaven.example/log/veenhaven"
	// Threshold is how many of the three custodians recover a compartment together.
	Threshold = 2
)

// Person is somebody who works with Gehoor in Veenhaven.
type Person struct {
	Login    string
	Name     string
	Role     gehoor.Role
	Function gehoor.Text
	// Former: stops working here in the demo's stories, and cannot sign in then.
	Former bool
}

// People is everybody, in the order in which they are shown.
func People() []Person {
	return []Person{
		{Login: "noor", Name: "Noor Zilverberk", Role: gehoor.RoleCaseworker, Function: gehoor.Text{NL: "behandelaar, bureau integriteit", EN: "caseworker, integrity bureau"}},
		{Login: "bram", Name: "Bram Kwelder", Role: gehoor.RoleCaseworker, Function: gehoor.Text{NL: "behandelaar, bureau integriteit", EN: "caseworker, integrity bureau"}},
		{Login: "yara", Name: "Yara Moerasvaren", Role: gehoor.RoleCaseworker, Function: gehoor.Text{NL: "behandelaar voor de raad, bureau integriteit", EN: "caseworker for the council, integrity bureau"}},
		{Login: "koos", Name: "Koos Dotterbloem", Role: gehoor.RoleCaseworker, Function: gehoor.Text{NL: "behandelaar voor commissies, bureau integriteit", EN: "caseworker for committees, integrity bureau"}, Former: true},
		{Login: "jet", Name: "Jet Rietvink", Role: gehoor.RoleHead, Function: gehoor.Text{NL: "hoofd bureau integriteit", EN: "head of the integrity bureau"}},
		{Login: "saar", Name: "Saar Duinbes", Role: gehoor.RoleExternal, Function: gehoor.Text{NL: "extern meldpunt, buiten de gemeente", EN: "external desk, outside the municipality"}},
		{Login: "milan", Name: "Milan Turfsteker", Role: gehoor.RoleExternal, Function: gehoor.Text{NL: "extern meldpunt, buiten de gemeente", EN: "external desk, outside the municipality"}},
		{Login: "wies", Name: "Wies Lisdodde", Role: gehoor.RoleCustodian, Function: gehoor.Text{NL: "sleutelbewaarder, ondernemingsraad", EN: "key holder, works council"}},
		{Login: "ties", Name: "Ties Waterral", Role: gehoor.RoleCustodian, Function: gehoor.Text{NL: "sleutelbewaarder, accountant", EN: "key holder, auditor"}},
		{Login: "roos", Name: "Roos Wollegras", Role: gehoor.RoleCustodian, Function: gehoor.Text{NL: "sleutelbewaarder, notaris", EN: "key holder, notary"}},
		{Login: "hidde", Name: "Hidde Zandkever", Role: gehoor.RoleManager, Function: gehoor.Text{NL: "leidinggevende, openbare ruimte", EN: "manager, public space"}},
		{Login: "fenna", Name: "Fenna Waterdrieblad", Role: gehoor.RoleAdviser, Function: gehoor.Text{NL: "vertrouwenspersoon", EN: "confidential adviser"}},
		{Login: "meike", Name: "Meike Waterlelie", Role: gehoor.RoleMayor, Function: gehoor.Text{NL: "burgemeester", EN: "mayor"}},
		{Login: "ruben", Name: "Ruben Meerkoet", Role: gehoor.RoleSecretary, Function: gehoor.Text{NL: "gemeentesecretaris", EN: "municipal secretary"}},
		{Login: "floor", Name: "Floor Lepelaar", Role: gehoor.RoleAdministrator, Function: gehoor.Text{NL: "functioneel beheerder", EN: "application manager"}},
	}
}

// Holders is who receives signals about an office, by login. The bureau
// receives nothing about itself, about whom it answers to (secretary, mayor) or
// about an adviser, with whom it works every day; the external desk does.
func Holders() map[gehoor.Office][]string {
	return map[gehoor.Office][]string{
		gehoor.OfficeEmployee:        {"noor", "bram"},
		gehoor.OfficeManager:         {"noor", "bram"},
		gehoor.OfficeAlderman:        {"noor", "bram"},
		gehoor.OfficeCouncilMember:   {"yara", "bram"},
		gehoor.OfficeCommitteeMember: {"yara", "koos"},
		gehoor.OfficeFactionStaff:    {"yara", "bram"},
		gehoor.OfficeMayor:           {},
		gehoor.OfficeSecretary:       {},
		gehoor.OfficeCouncilClerk:    {"yara"},
		gehoor.OfficeContractor:      {"bram", "noor"},
		gehoor.OfficeBureau:          {},
		gehoor.OfficeAdviser:         {},
		gehoor.OfficeUnknown:         {"noor", "yara"},
		gehoor.OfficeExternalDesk:    {"saar", "milan"},
	}
}

// Cast is who is meant by a login.
type Cast map[string]gehoor.PersonID

// cast draws an ID for everybody.
func cast(random func([]byte)) Cast {
	c := Cast{}
	for _, p := range People() {
		var b [16]byte
		random(b[:])
		c[p.Login] = gehoor.NewID[gehoor.PersonID](b)
	}
	return c
}

// holders is [Holders] by ID.
func (c Cast) holders() map[gehoor.Office][]gehoor.PersonID {
	all := map[gehoor.Office][]gehoor.PersonID{}
	for _, o := range slices.Sorted(maps.Keys(Holders())) {
		for _, login := range Holders()[o] {
			all[o] = append(all[o], c[login])
		}
	}
	return all
}

func (c Cast) custodians() []gehoor.PersonID {
	var ids []gehoor.PersonID
	for _, p := range People() {
		if p.Role == gehoor.RoleCustodian {
			ids = append(ids, c[p.Login])
		}
	}
	return ids
}
