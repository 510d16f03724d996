package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
)

// readyCommand is gehoor ready.
type readyCommand struct {
	Admin string `default:"127.0.0.1:8081" placeholder:"ADDR" help:"Where the server answers who keeps it running (serve --admin)."`
}

// Run asks a server whether it is ready, as a container's health check does: an
// image of Gehoor holds no other program that could.
func (c *readyCommand) Run(ctx context.Context, out io.Writer) error {
	ctx, cancel := context.WithTimeout(ctx, 2*askedFor)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+c.Admin+"/readyz", nil)
	if err != nil {
		return fmt.Errorf("--admin: %w", err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("no server answers: %w", err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		_, _ = fmt.Fprintln(out, "not ready:", answer.Status)
		return errFound
	}
	_, err = fmt.Fprintln(out, "ready")
	return err
}
