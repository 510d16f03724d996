package casework

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
	"github.com/gehoor/gehoor/internal/protocol/language"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/gehoor/gehoor/protocols"
)

// rules are what a dossier is judged by: the protocols with which it was opened, with
// the guards of later editions that hold at once, and the setting in which its terms
// run.
type rules struct {
	set     protocol.Bound
	setting protocol.Setting
	// numbers is the decision by which the organisation's numbers hold.
	numbers adoption.Numbers
}

// evaluate says what the rules make of a dossier.
func (r rules) evaluate(f *File, now time.Time) protocol.Result {
	return r.set.Evaluate(r.setting, f.Facts, now)
}

// forcedBy says whether a guard forces at these kinds of fact and no others.
func (r rules) forcedBy(code string, kinds []gehoor.Kind) bool {
	for _, d := range r.set.Set {
		for _, g := range d.Guards {
			if g.Code == code {
				return !slices.ContainsFunc(g.On, func(k gehoor.Kind) bool { return !slices.Contains(kinds, k) })
			}
		}
	}
	return false
}

// followed are those of the set that the dossier follows now.
func (r rules) followed(f *File, now time.Time) []protocol.Definition {
	return slices.DeleteFunc(slices.Clone([]protocol.Definition(r.set.Set)), func(d protocol.Definition) bool {
		return !protocol.Evaluate(d, r.setting, f.Facts, now).Active
	})
}

// AtOnce is a guard of a later edition that holds in a dossier beside its own edition.
type AtOnce struct {
	protocol.Held
	// Beside is the dossier's own edition.
	Beside protocol.Definition
}

// atOnce are those that hold now, in the order in which they came.
func (r rules) atOnce() []AtOnce {
	var all []AtOnce
	for _, h := range r.set.Held {
		d, _ := r.set.Protocol(h.Protocol)
		all = append(all, AtOnce{h, d})
	}
	slices.SortStableFunc(all, func(a, b AtOnce) int { return a.At.Compare(b.At) })
	return all
}

// errRules: a dossier names what nobody adopted and no program brought.
var errRules = errors.New("casework: a protocol that the dossier follows is not known")

// rulesOf are a dossier's. They follow from what its stream names of the stream of
// protocols, which never changes, so rows made by them come out the same at a replay.
// What was adopted since, the dossier takes up at a tick ([Casework.renewSetting]).
func (c *Casework) rulesOf(ctx context.Context, org gehoor.OrgID, d *dossier.State) (rules, error) {
	if len(d.Protocols) == 0 && d.Setting == 0 && d.Numbers == 0 {
		return rules{set: c.deps.Protocols.Bind(), setting: c.deps.Setting}, nil
	}
	for _, from := range []context.Context{ledger.Remembered(ctx), ledger.Afresh(ctx)} {
		adopted, err := c.adopted.Load(from, org, gehoor.ProtocolStream)
		if err != nil {
			return rules{}, err
		}
		if r, known := c.rulesBy(adopted, org, d, takenUp(d)); known && adopted.Seq >= max(d.Setting, d.Numbers) {
			return r, nil
		}
	}
	return rules{}, errRules
}

// rulesNow are those by which somebody may do something in a dossier now: what holds at
// once holds from the moment on that it was adopted. The decision leans on the stream of
// protocols, so that no adoption slips in between the question and the answer.
func (c *Casework) rulesNow(ctx context.Context, org gehoor.OrgID, f *File, reads *[]ledger.Version) (rules, error) {
	adopted, err := c.adopted.Load(ctx, org, gehoor.ProtocolStream)
	if err != nil {
		return rules{}, err
	}
	if v := adopted.Version(); !slices.Contains(*reads, v) {
		*reads = append(*reads, v)
	}
	points := takenUp(f.Dossier)
	if newest := adopted.State.Setting(); newest > f.Dossier.Setting {
		points = append(points, adoption.Point{Seq: f.nextSeq(), Setting: newest})
	}
	r, known := c.rulesBy(adopted, org, f.Dossier, points)
	if !known {
		return rules{}, errRules
	}
	return r, nil
}

// takenUp are the settings that a dossier took up after it was opened.
func takenUp(d *dossier.State) []adoption.Point {
	points := make([]adoption.Point, len(d.Taken))
	for i, t := range d.Taken {
		points[i] = adoption.Point(t)
	}
	return points
}

// rulesBy are a dossier's by what was adopted, and whether all that it names is known.
func (c *Casework) rulesBy(adopted ledger.Snapshot[*adoption.State], org gehoor.OrgID, d *dossier.State, points []adoption.Point) (rules, bool) {
	s := adopted.State
	set, known := s.Of(d.Protocols, c.deps.Protocols)
	if !known {
		return rules{}, false
	}
	by := d.Setting
	if n := len(points); n > 0 {
		by = points[n-1].Setting
	}
	bound := set.Bind(s.Held(set, points)...)
	setting := c.settings.at(org, s.Closings(by), c.deps.Setting)
	setting.Parameters = numbers(s, d.Numbers, by, bound.Held)
	return rules{bound, setting, s.NumbersBy(d.Numbers)}, true
}

// numbers are those with which a dossier was opened; and of those that only guards know
// which hold at once, what was set when the dossier took those up.
func numbers(s *adoption.State, opened, by gehoor.Seq, held []protocol.Held) map[string]map[string]int {
	all, later := s.NumbersBy(opened).Parameters(), s.NumbersBy(by).Parameters()
	if opened == 0 {
		all = nil
	}
	for _, h := range held {
		for _, p := range h.Numbers {
			n, set := later[h.Protocol][p.Name]
			if !set {
				continue
			}
			if all == nil {
				all = map[string]map[string]int{}
			}
			if all[h.Protocol] == nil {
				all[h.Protocol] = map[string]int{}
			}
			all[h.Protocol][p.Name] = n
		}
	}
	return all
}

// settings keeps what was worked out from closing days, so that not every dossier does
// so again.
type settings struct {
	mu   sync.Mutex
	made map[settingKey]protocol.Setting
}

type settingKey struct {
	org gehoor.OrgID
	seq gehoor.Seq
}

// maxSettings bounds them: an organisation's newest two are asked for, before a sweep
// and after.
const maxSettings = 256

// at is the setting with closing days instead of those of base; base itself if nobody
// said which days.
func (s *settings) at(org gehoor.OrgID, c adoption.Closings, base protocol.Setting) protocol.Setting {
	if c.Seq == 0 {
		return base
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	key := settingKey{org, c.Seq}
	if made, there := s.made[key]; there {
		return made
	}
	if s.made == nil || len(s.made) >= maxSettings {
		s.made = map[settingKey]protocol.Setting{}
	}
	base.Calendar = base.Calendar.WithClosings(protocol.Closings{Org: org, Days: c.Days})
	s.made[key] = base
	return base
}

// opening is by what a dossier is judged that is opened now.
type opening struct {
	dossier.Opened
	// digest pins the set in each event.
	digest  gehoor.Digest
	version ledger.Version
}

// inForce says with what a dossier is opened now.
func (c *Casework) inForce(ctx context.Context, org gehoor.OrgID) (opening, error) {
	adopted, err := c.adopted.Load(ctx, org, gehoor.ProtocolStream)
	if err != nil {
		return opening{}, err
	}
	s := adopted.State
	return opening{
		Opened: dossier.Opened{Protocols: s.Pins(c.deps.Protocols), Setting: s.Setting(), Numbers: s.LastNumbers().Seq},
		digest: s.InForce(c.deps.Protocols).Digest(), version: adopted.Version(),
	}, nil
}

// settingRows is the row of the stream of protocols: since when terms run as they do.
func settingRows(_ context.Context, _ gehoor.OrgID, s ledger.Snapshot[*adoption.State]) ([]ledger.Row, error) {
	return rows(view.Protocols(s.State.Setting())), nil
}

// settingBehind is a page of the dossiers whose terms are to run by the newest setting.
// Their moment is always.
func (c *Casework) settingBehind(ctx context.Context, now time.Time) ([]view.DueItem, error) {
	return c.behind(ctx, now, c.deps.Lists.SettingBehind)
}

// behind is a page of what was reckoned by an earlier fact than the newest.
func (c *Casework) behind(ctx context.Context, now time.Time, page func(context.Context, view.Behind, int) ([]view.Behind, error)) ([]view.DueItem, error) {
	var last view.Behind
	return c.fresh(now, func(view.DueItem) ([]view.DueItem, error) {
		behind, err := page(ctx, last, tickLimit)
		items := make([]view.DueItem, len(behind))
		for i, b := range behind {
			items[i], last = view.DueItem{Org: b.Org, Stream: b.Stream}, b
		}
		return items, err
	})
}

// renewSetting has one dossier's terms run by the newest setting. A sweep may be stopped
// anywhere: what is left is found again.
func (c *Casework) renewSetting(ctx context.Context, one view.DueItem) (recorded bool, err error) {
	_, err = c.dossier.Update(ctx, one.Org, one.Stream, func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
		adopted, err := c.adopted.Load(ctx, one.Org, gehoor.ProtocolStream)
		if err != nil {
			return ledger.Decision{}, err
		}
		d := ledger.Decision{Actor: gehoor.System, Protocol: s.State.Dossier.Protocol}
		d.Facts = s.State.Dossier.ChangeSetting(adopted.State.Setting())
		recorded = len(d.Facts) > 0
		return d, nil
	})
	return recorded, err
}

// Protocols are an organisation's protocols, as administrators see them.
type Protocols struct {
	*adoption.State
	// Shipped is what comes with the program, Set what is in force.
	Shipped, Set protocol.Set
	// Offered come with the program and are not in force.
	Offered []protocol.Definition
	// Days are the closing days that hold.
	Days []protocol.Closing
	// Terms is the setting of dossiers that are opened now, with the organisation's numbers.
	Terms protocol.Setting
	// Trial: nothing real is told here, and gates may be absent.
	Trial bool
	Today protocol.Date
	// Law is the table of statutory terms.
	Law protocol.Law
}

// Protocols returns them. They are no secret.
func (c *Casework) Protocols(ctx context.Context, org gehoor.OrgID) (Protocols, error) {
	s, err := c.adopted.Load(ctx, org, gehoor.ProtocolStream)
	if err != nil {
		return Protocols{}, err
	}
	p := Protocols{
		State: s.State, Shipped: c.deps.Protocols, Set: s.State.InForce(c.deps.Protocols),
		Days: c.deps.Setting.Calendar.Closings().Days, Trial: c.deps.Trial, Today: protocol.DateOf(c.deps.Source.Now()),
		Law: c.deps.Setting.Law,
	}
	p.Offered = c.offered(p.Set)
	p.Terms = c.settings.at(org, s.State.LastClosings(), c.deps.Setting)
	p.Terms.Parameters = s.State.LastNumbers().Parameters()
	if last := s.State.LastClosings(); last.Seq != 0 {
		p.Days = last.Days
	}
	return p, nil
}

// readAdopted reads what was adopted once.
func readAdopted(file []byte) (protocol.Definition, error) { return language.Read(file, Vocabulary()) }

// ReadProtocol reads a protocol's file with the vocabulary and the law of this program.
// An error is [language.Faults].
func (c *Casework) ReadProtocol(file []byte) (protocol.Definition, error) {
	return language.Parse(file, Vocabulary(), c.deps.Setting.Law)
}

// FitsProtocol refuses a protocol that cannot be adopted, whoever decided it.
func (c *Casework) FitsProtocol(ctx context.Context, org gehoor.OrgID, d protocol.Definition) error {
	s, err := c.adopted.Load(ctx, org, gehoor.ProtocolStream)
	if err != nil {
		return err
	}
	return s.State.Fits(d, c.deps.Protocols)
}

// ProtocolFile returns the file of a protocol that is or was in force, and a name for
// it; [gehoor.ErrNotFound] if there is none of that digest.
func (c *Casework) ProtocolFile(ctx context.Context, org gehoor.OrgID, digest gehoor.Digest) (name string, file []byte, err error) {
	s, err := c.adopted.Load(ctx, org, gehoor.ProtocolStream)
	if err != nil {
		return "", nil, err
	}
	for _, a := range s.State.All {
		if a.Digest == digest {
			return a.Protocol + "-" + a.Version + ".yaml", a.File, nil
		}
	}
	for _, d := range c.deps.Protocols {
		if data, ok := protocols.Protocol(d.Code); ok && d.Digest() == digest {
			return d.Code + "-" + d.Version + ".yaml", data, nil
		}
	}
	return "", nil, gehoor.ErrNotFound
}

// ShippedProtocol is the file of a protocol that comes with the program, by its code.
func (c *Casework) ShippedProtocol(code string) ([]byte, error) {
	if file, ok := protocols.Protocol(code); ok {
		return file, nil
	}
	return nil, gehoor.ErrNotFound
}

// ProfileFit is how a set of protocols, and the people there are, fit a profile. It is
// advice: nothing is held up by it.
type ProfileFit struct {
	protocol.Profile
	protocol.Gaps
	// Lacks are the roles of which there are too few people.
	Lacks []protocol.Lack
}

// Fits says whether nothing is lacking.
func (p ProfileFit) Fits() bool { return p.Gaps.IsZero() && len(p.Lacks) == 0 }

// Profiles says of each profile that is shipped how a set fits it, with the numbers in
// terms.
func (c *Casework) Profiles(ctx context.Context, org gehoor.OrgID, set protocol.Set, terms protocol.Setting) ([]ProfileFit, error) {
	var all []ProfileFit
	for _, name := range protocols.Profiles() {
		r, err := c.Recommend(ctx, org, name)
		if err != nil {
			return nil, err
		}
		all = append(all, ProfileFit{r.Profile, r.Gaps(set, terms), r.Lacks})
	}
	return all, nil
}

// offered are the protocols that come with the program and are not in a set.
func (c *Casework) offered(set protocol.Set) []protocol.Definition {
	c.shipped.Do(func() {
		for _, name := range protocols.Shipped() {
			file, _ := protocols.Protocol(name)
			if d, err := c.ReadProtocol(file); err == nil { // a test reads them all
				c.ships = append(c.ships, d)
			}
		}
	})
	return slices.DeleteFunc(slices.Clone(c.ships), func(d protocol.Definition) bool {
		_, in := set.Protocol(d.Code)
		return in
	})
}

// AdoptProtocol lets dossiers that are opened from now on follow the protocol in file.
// Its guards that hold at once hold in those that are open and follow an earlier edition.
// by is an administrator, or [gehoor.System] for who sits at the machine. after is the
// digest of the set that was in force when that was decided.
func (c *Casework) AdoptProtocol(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, file []byte, gates adoption.Gates, after gehoor.Digest) error {
	return c.AdoptProtocols(ctx, org, by, [][]byte{file}, gates, after)
}

// AdoptProtocols is AdoptProtocol for several files that were decided on together: all
// are adopted, or none is. What is wrong with one of several is an [adoption.Refused].
func (c *Casework) AdoptProtocols(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, files [][]byte, gates adoption.Gates, after gehoor.Digest) error {
	all, err := c.proposals(files, gates, after)
	if err != nil {
		return err
	}
	return c.decideProtocols(ctx, org, by, func(s *adoption.State, in adoption.Place) ([]gehoor.Fact, error) {
		return s.AdoptAll(all, in)
	})
}

// TryProtocols refuses what AdoptProtocols would, and adopts nothing.
func (c *Casework) TryProtocols(ctx context.Context, org gehoor.OrgID, files [][]byte, gates adoption.Gates) error {
	adopted, err := c.adopted.Load(ctx, org, gehoor.ProtocolStream)
	if err != nil {
		return err
	}
	all, err := c.proposals(files, gates, adopted.State.InForce(c.deps.Protocols).Digest())
	if err == nil {
		_, err = adopted.State.AdoptAll(all, c.adopting())
	}
	return err
}

// proposals are what files say, decided on together.
func (c *Casework) proposals(files [][]byte, gates adoption.Gates, after gehoor.Digest) ([]adoption.Proposal, error) {
	all := make([]adoption.Proposal, len(files))
	for i, file := range files {
		d, err := c.ReadProtocol(file)
		if err != nil {
			return nil, err
		}
		all[i] = adoption.Proposal{Definition: d, File: file, Gates: gates, After: after}
	}
	return all, nil
}

// RetireProtocol lets dossiers that are opened from now on follow a protocol no more.
func (c *Casework) RetireProtocol(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, code string, after gehoor.Digest) error {
	return c.decideProtocols(ctx, org, by, func(s *adoption.State, in adoption.Place) ([]gehoor.Fact, error) {
		return s.Retire(code, after, in.Shipped)
	})
}

// CloseOffice says on which days the office is closed, in place of what was said
// before. after is the Seq of [adoption.State.LastClosings] as it was when that was decided. The terms
// of open dossiers follow at the next ticks.
func (c *Casework) CloseOffice(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, days []protocol.Closing, after gehoor.Seq) error {
	before := c.deps.Setting.Calendar.Closings().Days
	return c.decideProtocols(ctx, org, by, func(s *adoption.State, in adoption.Place) ([]gehoor.Fact, error) {
		return s.Close(days, before, after, in.Today)
	})
}

// SetNumbers sets the numbers that protocols leave to the organisation, in place of what
// was said before, in dossiers that are opened from now on. after is the Seq of
// [adoption.State.LastNumbers] as it was when that was decided.
func (c *Casework) SetNumbers(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, numbers []adoption.Number, gates adoption.Gates, after gehoor.Seq) error {
	return c.decideProtocols(ctx, org, by, func(s *adoption.State, in adoption.Place) ([]gehoor.Fact, error) {
		return s.SetNumbers(numbers, gates, after, in)
	})
}

func (c *Casework) decideProtocols(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, decide func(*adoption.State, adoption.Place) ([]gehoor.Fact, error)) error {
	_, err := c.adopted.Update(ctx, org, gehoor.ProtocolStream, func(s ledger.Snapshot[*adoption.State]) (ledger.Decision, error) {
		d, err := c.govern(ctx, org, by, gehoor.ProtocolStream)
		if err != nil {
			return d, err
		}
		d.Facts, err = decide(s.State, c.adopting())
		return d, err
	})
	return err
}

// adopting is where and when something is adopted.
func (c *Casework) adopting() adoption.Place {
	return adoption.Place{Shipped: c.deps.Protocols, Today: protocol.DateOf(c.deps.Source.Now()), Trial: c.deps.Trial}
}
