package form_test

import (
	"testing"

	"github.com/gehoor/gehoor/internal/form/formtest"
)

func TestMemory(t *testing.T) { formtest.Run(t, &formtest.Memory{}) }
