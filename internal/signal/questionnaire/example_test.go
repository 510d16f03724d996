package questionnaire_test

import (
	"fmt"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
)

func ExampleNewest() {
	q, err := questionnaire.Newest("signal")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, step := range q.Steps {
		fmt.Println(step.Title.In(gehoor.Dutch))
	}
	// Output:
	// Wat is er gebeurd?
	// Over wie gaat het?
	// Uw veiligheid
	// Hebt u het al aan iemand verteld?
	// Hoort dit bij iets van eerder?
	// Wat is er van u gevraagd?
	// Wat hoopt u dat er gebeurt?
	// Wie mag weten wie u bent?
	// Hoe kunnen wij u veilig bereiken?
	// Wilt u liever praten?
}

func ExampleParse() {
	_, err := questionnaire.Parse([]byte("{\n  \"id\": \"signal\",\n  \"version\": 2,\n  \"languages\": [\"nl\"],\n  \"title\": {},\n  \"steps\": []\n}"))
	fmt.Println(err)
	// Output:
	// questionnaire: line 5: the title is not there in "nl": translate it
	// line 6: there are 0 steps: have 1 to 20
}
