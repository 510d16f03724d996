package store

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/gehoor/gehoor/internal/ledger"
)

// BareRows returns the rows of a batch as INSERTs of one row each, with leaves
// from the given index and no tree: what a transaction without any of our rules
// would write. The first statement makes the organisation's head.
func BareRows(b ledger.Batch, leaf int64) ([]Statement, error) {
	w, err := prepare(b)
	if err != nil {
		return nil, err
	}
	for _, x := range w.extends {
		for i, r := range x.records {
			hash := tlog.RecordHash(x.leaves[i][:])
			w.add(tableLeaf, w.org, leaf, x.leaves[i][:], append(hash[:], hash[:]...))
			w.add(tableEvent, w.org, x.stream, int64(r.Seq), leaf, r.Salt[:], r.Data)
			leaf++
		}
		w.add(tableStream, w.org, x.stream, x.after+int64(len(x.records)), x.views)
	}
	out := w.deletes
	texts := &texts{}
	for t := range tables {
		for rows := w.rows[t]; len(rows) > 0; rows = rows[t.width():] {
			out = append(out, Statement{SQL: texts.insert(t, 1), Args: rows[:t.width()]})
		}
	}
	return append(out, Statement{SQL: `UPDATE log_head SET size = $2 WHERE org = $1`, Args: []any{w.org, leaf}}), nil
}

// Queued is how many requests wait for the batcher.
func (db *DB) Queued() int { return len(db.batcher.queue) }

// KeyedQueries are the questions that serving asks by a key, those about many
// keys for two.
func KeyedQueries() map[string]string {
	two := func(sql string, before ...any) string {
		return each(sql, before, []any{"a", "b"}, nil)[0].SQL
	}
	return map[string]string{
		"versions": two(readVersions, ""), "leading": two(leading, ""), "boxes": two(haveBoxes, ""),
		"contents": two(haveContents), "parts": two(haveParts), "part": readPart, "hashes": two(storedHashes, ""), "leaf": two(auditLeaf, ""),
		"events": readEvents, "content": readContent, "place": readPlace, "cover": firstCover, "leaves": readLeaves,
		"login": loginByName, "session": readSession, "sessions": sessionsOf, "link_by": linkBy, "link_of": linkOf, "mailbox": readMailbox, "draft": readDraft, "diary": readDiary, "head": readHead,
		"list_open": workList + workListOpen + workListPage, "list_stage": workList + fmt.Sprintf(workListStage, 6) + workListPage,
		"list_office":  workList + workListOpen + fmt.Sprintf(workListOffice, 6) + workListPage,
		"list_late":    workList + workListOpen + workListLate + workListPage,
		"list_waiting": workList + workListOpen + workListWaiting + workListPage, "counts": workCounts, "due": dueBefore, "sees": maySee,
		"list_short":  workList + workListOpen + workListShort + workListPage,
		"list_talk":   workList + workListOpen + workListTalk + workListPage,
		"list_demand": workList + workListOpen + workListDemand + workListPage,
		"list_formal": workList + workListOpen + workListFormal + workListPage,
		"list_mine":   workList + workListOpen + workListMine + workListPage,
		"list_step":   workList + workListOpen + fmt.Sprintf(workListClock, 6) + workListPage,
		"list_week":   workList + workListOpen + fmt.Sprintf(workListBefore, 6) + workListPage,
		"short":       shortHanded, "asked": askedOf, "counsel": counselOf, "counsels": allCounsel,
		"stands_in": standsIn, "incidents": incidents, "measures": measures, "drafts_own": ownStaffDrafts, "drafts_others": othersDrafts, "drafts_unsent": unsentDrafts, "draft_add": addStaffDraft, "draft_move": moveStaffDraft,
		"advice_add": addAdvice, "advice_move": moveAdvice, "advice": readAdvice, "advice_years": adviceYears, "advice_drop": dropAdvice,
	}
}

// LeftBehind, SettingBehind and Unlooked are asked at every tick, by no key: who left,
// since when the closing days hold, and what was not looked for, is listed apart.
const (
	LeftBehind    = leftBehind
	SettingBehind = settingBehind
	Unlooked      = unlooked
)

// HalfRow is what is made of a row and a half.
func HalfRow() []Statement {
	var x texts
	return x.statements(tableHolder, make([]any, tableHolder.width()+1))
}
