package story

// does says who can do what: the forms that are acts.
var does = map[Form]struct{ reporter, staff, participant bool }{
	formSend:        {reporter: true},
	formEnter:       {staff: true},
	formCorrect:     {reporter: true},
	formApprove:     {reporter: true},
	formAskTalk:     {reporter: true},
	formPress:       {reporter: true},
	formPressWords:  {reporter: true},
	formDemandReply: {staff: true},
	formGoes:        {reporter: true, participant: true},
	formGoesWords:   {reporter: true, participant: true},
	formSkipContact: {reporter: true, participant: true},
	formNoContacts:  {reporter: true, participant: true},
	formContacts:    {reporter: true, participant: true},
	formWithdraw:    {reporter: true},
	formWithdrawSay: {reporter: true},
	formRejoin:      {reporter: true},
	formReach:       {reporter: true},
	formReachNot:    {reporter: true},
	formLetKnow:     {reporter: true},
	formKeepFrom:    {reporter: true},
	formUnsay:       {reporter: true},
	formAgree:       {reporter: true},
	formTakeBack:    {reporter: true},
	formGiveName:    {reporter: true},
	formAskConsent:  {staff: true},
	formAskToKnow:   {staff: true},
	formAskToLet:    {staff: true},
	formAskAgain:    {staff: true},
	formSayConsent:  {reporter: true},
	formLink:        {staff: true},
	formLinkOnce:    {staff: true},
	formPassOn:      {staff: true},
	formPassedBack:  {staff: true},
	formReply:       {reporter: true},
	formMakeFormal:  {reporter: true, staff: true},
	formOpen:        {reporter: true, staff: true, participant: true},
	formAdmit:       {staff: true},
	formWriteTo:     {staff: true},
	formShare:       {staff: true},
	formEndCode:     {staff: true},
	formSay:         {participant: true},
	formAgrees:      {participant: true},
	formAgreesSay:   {participant: true},
	formAcknowledge: {staff: true},
	formWrite:       {staff: true},
	formFeedback:    {staff: true},
	formNote:        {staff: true},
	formSealLetter:  {staff: true},
	formKnow:        {staff: true},
	formKnewBefore:  {staff: true},
	formKnewActed:   {staff: true},
	formLeave:       {staff: true},
	formAdopt:       {staff: true},
	formWatchAgreed: {staff: true},
	formWatchEnded:  {staff: true},
	formAdd:         {staff: true},
	formHandOver:    {staff: true},
	formLoseKey:     {staff: true},
	formAway:        {staff: true},
	formAwayDeputy:  {staff: true},
	formAwayFrom:    {staff: true},
	formAwayFromFor: {staff: true},
	formBack:        {staff: true},
	formAskRecovery: {staff: true},
	formGiveShare:   {staff: true},
	formJoinShares:  {staff: true},
	formEndRecovery: {staff: true},
	formDrill:       {staff: true},
	formNaming:      {staff: true},
	formTellNaming:  {staff: true},
	formAskNaming:   {staff: true},
	formEndNaming:   {staff: true},
	formClose:       {staff: true},
	formReopen:      {staff: true},
	formHold:        {staff: true},
	formReleaseHold: {staff: true},
	formPropose:     {staff: true},
	formDestroy:     {staff: true},
	formSpare:       {staff: true},
	formRecord:      {staff: true},
	formChart:       {staff: true},
	formConfirm:     {staff: true},
	formDrop:        {staff: true},
	formNoInterest:  {staff: true},
}

// checker goes through a story whose lines are all right by themselves, and
// says what is wrong with them together.
type checker struct {
	*parser
	head     int // how many of title and organisation there were
	timed    bool
	actor    Form // "" before anybody is named
	last     Form // the last line that is not indented and no remark
	reported map[string]bool
	who      string
	told     string // whose signal came last
	admitted string // who was given a code last
}

func (p *parser) check() {
	c := &checker{parser: p, reported: map[string]bool{}}
	for _, s := range p.story.Lines {
		if s.Form == formEmpty || s.Form == formRemark {
			continue
		}
		if what, mend := c.wrong(s); what != "" {
			p.problem(s.Line, &lexProblem{1, what, mend})
			return
		}
		if !s.Part {
			c.last = s.Form
		}
	}
	if c.head < 2 {
		p.problem(1, &lexProblem{1, "a story begins with a title and an organisation", "write ‘" + string(formTitle) + "’ and ‘" + string(formOrganisation) + "’ first"})
	}
}

// wrong says what is wrong with a line where it stands.
func (c *checker) wrong(s Statement) (what, mend string) {
	switch s.Form {
	case formProtocols:
		if c.head != 2 || c.timed {
			return "protocols stand once, at the top, below the organisation", "move the line"
		}
		c.head++
		return "", ""
	case formTitleNL:
		if c.last != formTitle {
			return "the title in Dutch stands below the title", "move the line"
		}
		return "", ""
	case formTitle, formOrganisation:
		want := []Form{formTitle, formOrganisation, ""}[min(c.head, 2)]
		if s.Form != want {
			return "title and organisation stand once, at the top, in this order", "move the line"
		}
		c.head++
		return "", ""
	}
	if c.head < 2 {
		return "a story begins with a title and an organisation", "move the line down"
	}
	if !c.timed && s.Form != formAt && s.Form != formAsleep {
		return "it is not said when this happens", "write ‘" + string(formAt) + "’ above it"
	}
	switch s.Form {
	case formAt, formAsleep:
		c.timed = true
	case formAsReporter, formAs, formAsOwn:
		c.actor, c.who = s.Form, s.Values[0]
	case formRefused, formRefusedBy:
		if _, act := does[c.last]; !act && !stated(c.last) {
			return "nothing was done that could be refused", "write the act above it"
		}
		if c.last == formSend || c.last == formEnter || c.last == formPassOn {
			c.reported[c.told] = false
		}
		if c.last == formAdmit {
			c.reported[c.admitted] = false
		}
	case formAbout:
		return c.about(s)
	}
	if by, act := does[s.Form]; act {
		may := map[Form]bool{formAsReporter: by.reporter, formAs: by.staff, formAsOwn: by.participant}
		return c.act(s, may)
	}
	return "", ""
}

func (c *checker) about(s Statement) (what, mend string) {
	if !c.reported[s.Values[0]] {
		return "this reporter has not sent anything yet", "move the line below the signal"
	}
	return "", ""
}

func (c *checker) act(s Statement, may map[Form]bool) (what, mend string) {
	switch {
	case c.actor == "":
		return "it is not said who does this", "write ‘" + string(formAs) + "’ or ‘" + string(formAsReporter) + "’ above it"
	case !may[c.actor] && may[formAs]:
		return map[Form]string{formAsReporter: "a reporter", formAsOwn: "a participant"}[c.actor] + " cannot do this", "write ‘" + string(formAs) + "’ above it"
	case !may[c.actor] && may[formAsReporter]:
		return "only a reporter does this", "write ‘" + string(formAsReporter) + "’ above it"
	case !may[c.actor]:
		return "only a participant does this", "write ‘" + string(formAsOwn) + "’ above it"
	case s.Form == formAdmit && c.reported[s.Value("participant")]:
		return "this participant has a code already", "admit another one"
	case participantOf(s) != "" && s.Form != formAdmit && !c.reported[participantOf(s)], c.actor == formAsOwn && !c.reported[c.who]:
		return "this participant has no code yet", "write ‘" + string(formAdmit) + "’ above it"
	case (s.Form == formEnter || s.Form == formPassOn) && c.reported[s.Value("reporter")]:
		return "this reporter has sent a signal already", "let another reporter tell it"
	case (s.Form == formLink || s.Form == formLinkOnce || s.Form == formPassedBack) && !c.reported[s.Value("reporter")]:
		return "this reporter has not sent anything yet", "move the line below the signal"
	case s.Form == formSend && c.reported[c.who]:
		return "this reporter has sent a signal already", "let another reporter send it"
	case s.Form != formSend && c.actor == formAsReporter && !c.reported[c.who]:
		return "this reporter has not sent anything yet", "write ‘" + string(formSend) + "’ above it"
	}
	switch s.Form {
	case formSend:
		c.told = c.who
		c.reported[c.told] = true
	case formAdmit:
		c.admitted = s.Value("participant")
		c.reported[c.admitted] = true
	case formEnter, formPassOn:
		c.told = s.Value("reporter")
		c.reported[c.told] = true
	}
	return "", ""
}

// participantOf is the participant that an act is about; "" if about none.
func participantOf(s Statement) string {
	switch s.Form {
	case formAdmit, formWriteTo, formShare, formEndCode:
		return s.Value("participant")
	}
	return ""
}
