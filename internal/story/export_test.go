package story

// OfficeName is officeName, for tests.
var OfficeName = officeName
