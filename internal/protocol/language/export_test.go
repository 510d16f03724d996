package language

// Shapes are the keys of each group, by its name in the schema; "" is the whole.
func Shapes() map[string][2][]string {
	out := map[string][2][]string{}
	for name, s := range map[string]shape{
		"": rootShape, "step": stepShape, "start": startShape, "end": endShape, "term": termShape, "law": lawShape,
		"case": caseShape, "pause": pauseShape, "extension": longerShape, "role": roleShape, "parameter": parameterShape,
		"decision": decisionShape, "option": optionShape, "guard": guardShape, "stories": storiesShape,
		"exit": exitShape, "requirement": requirementShape, "card": cardShape,
		"ladder": rungShape, "label": languagesShape, "told": languagesShape,
	} {
		out[name] = [2][]string{s.required, s.optional}
	}
	return out
}
