package record

import (
	"fmt"
	"strconv"
)

// Read is an answer as somebody writes it in words: yes and no, digits, options. An
// answer that is none to the question is an error for whoever wrote it; whether it is
// allowed, [Type.Check] says.
func (f Field) Read(words []string) (any, error) {
	if f.Type == Choices {
		return append([]string{}, words...), nil
	}
	if len(words) != 1 {
		return nil, fmt.Errorf("%s has one answer", f.Name)
	}
	switch word := words[0]; {
	case f.Type == YesNo && (word == "yes" || word == "no"):
		return word == "yes", nil
	case f.Type == YesNo:
		return nil, fmt.Errorf("%s is yes or no", f.Name)
	case f.Type == Number, f.Type == Letter, f.Type == Measure:
		n, err := strconv.Atoi(word)
		if err != nil {
			return nil, fmt.Errorf("%s is a number", f.Name)
		}
		return n, nil
	default:
		return word, nil
	}
}
