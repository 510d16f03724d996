// Package webtest looks at pages as a person, a browser and a checker would:
// parsed HTML and the rules that every page keeps ([Get], [Check]), a real
// Chromium ([Open]) and axe-core in it ([Axe]).
//
// It is for tests only. A test that needs Chromium or axe-core and does not find
// it fails and says what to install; nothing is skipped silently.
package webtest
