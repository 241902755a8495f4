package org.batua.simulator.engine;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Serialises what touches the same reference or the same wallet; the reference always comes first.
final class Locks {
  // Far more stripes than requests in flight, so that strangers seldom wait for each other.
  private static final int STRIPES = 1024;

  private final ReentrantLock[] references = stripes();
  private final ReentrantLock[] accounts = stripes();

  <T> T holding(TransactionKey reference, AccountKey account, Supplier<T> work) {
    ReentrantLock lock = stripe(references, reference);
    lock.lock();
    try {
      return holding(account, work);
    } finally {
      lock.unlock();
    }
  }

  <T> T holding(AccountKey account, Supplier<T> work) {
    ReentrantLock lock = stripe(accounts, account);
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  void holdingAll(Runnable work) {
    lockAll(references);
    lockAll(accounts);
    try {
      work.run();
    } finally {
      unlockAll(accounts);
      unlockAll(references);
    }
  }

  private static ReentrantLock stripe(ReentrantLock[] stripes, Object key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return stripes[(hash >>> 16) & (STRIPES - 1)];
  }

  private static ReentrantLock[] stripes() {
    ReentrantLock[] made = new ReentrantLock[STRIPES];
    for (int i = 0; i < STRIPES; i++) {
      made[i] = new ReentrantLock();
    }
    return made;
  }

  private static void lockAll(ReentrantLock[] stripes) {
    for (ReentrantLock lock : stripes) {
      lock.lock();
    }
  }

  private static void unlockAll(ReentrantLock[] stripes) {
    for (ReentrantLock lock : stripes) {
      lock.unlock();
    }
  }
}
