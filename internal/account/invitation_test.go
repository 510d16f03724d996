package account_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
)

func TestInvitationCode(t *testing.T) {
	code, secret := account.NewInvitation(counter())
	if groups := strings.Split(code, "-"); len(groups) != 6 || strings.ContainsAny(code, "ILOU") {
		t.Fatalf("the code is %q", code)
	}
	for name, typed := range map[string]string{
		"as it is":           code,
		"small letters":      strings.ToLower(code),
		"without hyphens":    strings.ReplaceAll(code, "-", ""),
		"spaces around":      "  " + strings.ReplaceAll(code, "-", " ") + " ",
		"O and I for digits": strings.NewReplacer("0", "o", "1", "i").Replace(code),
		"L for 1":            strings.ReplaceAll(code, "1", "L"),
	} {
		if got, err := account.ParseInvitation(typed); err != nil || got != secret {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, typed := range map[string]string{
		"nothing": "", "a letter less": code[1:], "a letter more": code + "0", "a letter that there is not": "U" + code[1:],
		"very long": strings.Repeat("0", 1<<20), "no letters": strings.Repeat("\xff", 24),
	} {
		if _, err := account.ParseInvitation(typed); !errors.Is(err, &gehoor.Refusal{Code: account.CodeNoInvitation}) {
			t.Errorf("%s: %v", name, err)
		}
	}
	other, _ := account.ParseInvitation(strings.Repeat("0", 24))
	if other == secret {
		t.Error("two codes have one hash")
	}
}

// TestInvited: a right code tells for whom it is, until it ends; guessing is told
// to wait, and the right one still is let through.
func TestInvited(t *testing.T) {
	m := newMemory()
	secret := serverSecret(t, 1)
	door := account.NewDoor(m, secret, counter())
	code, hash := account.NewInvitation(counter())
	want := account.Invitation{Org: veenhaven, Person: "0123456789abcdef0123456789abcdef", Name: "noor", Secret: hash, EndsAt: start.Add(time.Hour)}
	m.invited[hash] = want

	i, salt, err := door.Invited(t.Context(), veenhaven, code, start)
	if err != nil || i != want || salt != secret.Salt(veenhaven, "noor") {
		t.Fatalf("%+v %v", i, err)
	}
	refused := func(name, code string, now time.Time, want gehoor.Code) {
		t.Helper()
		if _, _, err := door.Invited(t.Context(), veenhaven, code, now); !errors.Is(err, &gehoor.Refusal{Code: want}) {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
	refused("ended", code, want.EndsAt, account.CodeInvitationEnded)
	if _, _, err := door.Invited(t.Context(), "elders", code, start); !errors.Is(err, &gehoor.Refusal{Code: account.CodeNoInvitation}) {
		t.Errorf("elsewhere: %v", err)
	}
	for range account.WrongCodes {
		refused("wrong", "0000-0000-0000-0000-0000-0000", start, account.CodeNoInvitation)
	}
	refused("too many wrong ones", "0000-0000-0000-0000-0000-0000", start, gehoor.CodeThrottled)
	if _, _, err := door.Invited(t.Context(), veenhaven, code, start); err != nil {
		t.Errorf("the right one among wrong ones: %v", err)
	}
	m.fail = gehoor.ErrUnavailable
	if _, _, err := door.Invited(t.Context(), veenhaven, code, start); !errors.Is(err, gehoor.ErrUnavailable) {
		t.Errorf("without a database: %v", err)
	}
}
