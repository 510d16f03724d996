package desk

import (
	"strconv"
	"time"

	"github.com/gehoor/gehoor/internal/protocol"
)

// Num writes a coordinate of a drawing.
func Num(f float64) string { return strconv.FormatFloat(f, 'f', 1, 64) }

// ShortDay is a date as a drawing has room for it, "5-6-2026".
func ShortDay(t time.Time) string { return t.In(protocol.Amsterdam()).Format("2-1-2006") }
