package pipeline

import (
	"fmt"
	"os"

	"github.com/gofrs/flock"
)

const lockName = ".lock"

// lock keeps two runs out of one folder, which it makes if need be. Shares of
// one run keep each other's copies out, and everything that is no share. The
// operating system gives a lock back when its process ends, however that is.
func (d folder) lock(s Share) (unlock func(), err error) {
	if err := os.MkdirAll(string(d), 0o777); err != nil {
		return nil, err
	}
	whole := flock.New(d.path(lockName))
	try := whole.TryLock
	if s.N > 1 {
		try = whole.TryRLock
	}
	if ok, err := try(); err != nil {
		return nil, fmt.Errorf("cannot lock %s: %w", d.path(lockName), err)
	} else if !ok {
		whole.Close()
		return nil, refuse("another run is at work in %s: wait until it ends, or choose another folder", d)
	}
	if s.N <= 1 {
		return func() { whole.Close() }, nil
	}
	share := flock.New(d.path(fmt.Sprintf("%s-%d-of-%d", lockName, s.I, s.N)))
	if ok, err := share.TryLock(); err != nil || !ok {
		share.Close()
		whole.Close()
		if err != nil {
			return nil, fmt.Errorf("cannot lock %s: %w", share.Path(), err)
		}
		return nil, refuse("share %d of %d is already at work in %s", s.I, s.N, d)
	}
	return func() { share.Close(); whole.Close() }, nil
}

// lockSetup is held while a folder is made ready. It waits.
func (d folder) lockSetup() (unlock func(), err error) {
	l := flock.New(d.path(lockName + "-setup"))
	if err := l.Lock(); err != nil {
		return nil, fmt.Errorf("cannot lock %s: %w", l.Path(), err)
	}
	return func() { l.Close() }, nil
}
