// Package terminal asks somebody at a keyboard, also for what must not be shown. What it
// is told it keeps nowhere.
package terminal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// Terminal asks somebody at standard input; package founding says what. Where
// standard input is no terminal, but a file or another program, its lines are the
// answers, also for what a terminal would not show.
type Terminal struct {
	ctx  context.Context
	in   *os.File
	from *bufio.Reader
	out  io.Writer
}

// New talks on standard error, so that what a command makes can go to a
// file.
func New(ctx context.Context) *Terminal {
	return &Terminal{ctx: ctx, in: os.Stdin, from: bufio.NewReader(os.Stdin), out: os.Stderr}
}

// ErrBrokenOff: nobody answers any more.
var ErrBrokenOff = errors.New("broken off; nothing was made")

// Say implements [founding.Terminal].
func (t *Terminal) Say(text string) { _, _ = io.WriteString(t.out, text) }

// Line implements [founding.Terminal].
func (t *Terminal) Line(question string) (string, error) {
	t.Say(question + ": ")
	line, err := t.wait(t.line)
	return strings.TrimSpace(line), err
}

// Secret implements [founding.Terminal].
func (t *Terminal) Secret(question string) (string, error) {
	t.Say(question + ": ")
	if !term.IsTerminal(int(t.in.Fd())) {
		return t.wait(t.line)
	}
	shown, err := term.GetState(int(t.in.Fd()))
	if err != nil {
		return "", fmt.Errorf("ask: %w", err)
	}
	secret, err := t.wait(func() (string, error) {
		b, err := term.ReadPassword(int(t.in.Fd()))
		return string(b), err
	})
	t.Say("\n")
	if err != nil {
		_ = term.Restore(int(t.in.Fd()), shown) // the reader still waits, unseen
	}
	return secret, err
}

// maxAnswer bounds a line: whatever is longer is no answer.
const maxAnswer = 64 << 10

func (t *Terminal) line() (string, error) {
	var b strings.Builder
	for b.Len() < maxAnswer {
		part, more, err := t.from.ReadLine()
		if err != nil {
			return "", err
		}
		b.Write(part)
		if !more {
			return b.String(), nil
		}
	}
	return "", errors.New("the line is too long")
}

// wait waits for an answer or for the end. A reader that still waits then ends
// with the program.
func (t *Terminal) wait(read func() (string, error)) (string, error) {
	type answer struct {
		text string
		err  error
	}
	got := make(chan answer, 1)
	go func() {
		text, err := read()
		got <- answer{text, err}
	}()
	select {
	case <-t.ctx.Done():
		return "", ErrBrokenOff
	case a := <-got:
		if errors.Is(a.err, io.EOF) {
			return "", ErrBrokenOff
		}
		return a.text, a.err
	}
}
