package dossier

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
)

// Folded is for tests.
var Folded = folded

// BalanceOf lays the burdens of a dossier out.
func BalanceOf(c Case) Balance { return c.balance(text.For(gehoor.Dutch)) }
