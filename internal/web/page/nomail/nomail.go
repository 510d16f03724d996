// Package nomail is the page on which somebody stops the mail with the code that
// came with it: who has the mail and no other way in. It works without scripts,
// and says the same of the site as any other page.
package nomail

import (
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Title is the page's neutral title.
const Title text.Key = "news.title"

// FieldCode is the name of the only field.
const FieldCode = "code"

// Data is what the page is made of.
type Data struct {
	layout.Page
	// Code is what was filled in, if it must be looked at again; Problem is what is
	// wrong with it.
	Code, Problem string
	// Done: there is no mail any more.
	Done bool
}
