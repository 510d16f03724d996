package mail

import "github.com/gehoor/gehoor"

// Neutral is the text that Gehoor sends: that there is something to read, and
// where. signIn gives the address of an organisation's sign-in page.
func Neutral(signIn func(gehoor.OrgID) string) Texts {
	return func(org gehoor.OrgID, lang gehoor.Language) Text {
		if lang == gehoor.English {
			return Text{
				Subject: "There is something for you to read",
				Body: "There is something for you to read. Sign in to see it:\n\n" + signIn(org) +
					"\n\nThis message was sent automatically. You cannot reply to it.\n",
			}
		}
		return Text{
			Subject: "Er staat iets voor u klaar",
			Body: "Er staat iets voor u klaar. Meld u aan om het te lezen:\n\n" + signIn(org) +
				"\n\nDit bericht is automatisch verstuurd. U kunt er niet op antwoorden.\n",
		}
	}
}
