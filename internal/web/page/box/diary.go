package box

import (
	"encoding/json"

	"github.com/gehoor/gehoor/internal/diary"
)

// DiaryDays are the days and marks of a diary's entries, beside which the script puts the
// words (lib/diaryshow.ts).
func DiaryDays(kept diary.Kept) string {
	out, err := json.Marshal(kept.Entries)
	if err != nil { // days and texts: always JSON
		return "[]"
	}
	return string(out)
}
