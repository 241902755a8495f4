/* One charged payment of one unit, two refunds of it, two gateway processes, one provider that gives
 * back whatever it is asked for. docs/model.md explains how to read this.
 */
#ifndef CRASHES
#define CRASHES 2
#endif
#ifndef LOST
#define LOST 2
#endif
#ifndef LIES
#define LIES 1
#endif

/* The names are those of the enum RefundStatus; NONE is a refund that nobody has asked for. */
mtype:status = {
  NONE, QUEUED, SENDING, UNKNOWN, PENDING, MANUAL_REVIEW, PRESUMED_FAILED, SUCCEEDED,
  DECLINED
};
mtype:activity = { IDLE, INTENDED, WAITING, TOLD, ASKED };
mtype:deed = { ABSENT, UNDECIDED, TAKEN, REFUSED };
mtype:answer = {
  NOTHING, UNSENT, NO_ANSWER, TOOK, REFUSES, LATER, DUPLICATE,
  FOUND_TAKEN, FOUND_REFUSED, FOUND_UNDECIDED, NOT_FOUND, NOT_FOUND_AT_LAST
};

mtype:status st[2];      /* of the two refunds; each has one reference for its life */
byte sender[2];
bool resumed[2];         /* sent more than once */
mtype:deed deed[2];
byte net[2];
mtype:activity act[2];
byte about[2];
mtype:answer holds[2];
byte crashes = CRASHES, lost = LOST, lies = LIES, patience = 2, unsent = 2;

#define IS_ASKED(r) (st[r] == UNKNOWN || st[r] == PENDING || st[r] == PRESUMED_FAILED)
#define IS_PAST(r) (net[r] == 0 \
  && !(about[0] == r && (act[0] == INTENDED || act[0] == WAITING)) \
  && !(about[1] == r && (act[1] == INTENDED || act[1] == WAITING)))

/* The amount is another refund's only when this one's end is certain. */
#define FREES(r) (st[r] == NONE || st[r] == DECLINED)

/* The table of docs/states.md; a test compares it with the enum. */
#define MAY(a, b) ( \
  (a == NONE && b == QUEUED) || \
  (a == QUEUED && b == SENDING) || \
  (a == SENDING && (b == SENDING || b == QUEUED || b == UNKNOWN || b == PENDING \
    || b == MANUAL_REVIEW || b == SUCCEEDED || b == DECLINED)) || \
  (a == UNKNOWN && (b == PENDING || b == MANUAL_REVIEW || b == PRESUMED_FAILED \
    || b == SUCCEEDED || b == DECLINED)) || \
  (a == PENDING && (b == MANUAL_REVIEW || b == PRESUMED_FAILED || b == SUCCEEDED \
    || b == DECLINED)) || \
  (a == MANUAL_REVIEW && (b == SUCCEEDED || b == DECLINED)) || \
  (a == PRESUMED_FAILED && (b == MANUAL_REVIEW || b == SUCCEEDED || b == DECLINED)) || \
  (a == DECLINED && b == SUCCEEDED))

inline move(r, to) {
  assert(MAY(st[r], to));
  st[r] = to
}

inline moveIfAllowed(r, to) {
  if
  :: MAY(st[r], to) -> st[r] = to
  :: else -> skip
  fi
}

#define HAS_END(r) (st[r] == SUCCEEDED || st[r] == DECLINED)

inline tidy(i) {
  if
  :: act[i] == IDLE -> about[i] = 0
  :: else -> skip
  fi;
  if
  :: HAS_END(0) -> sender[0] = 0; resumed[0] = false
  :: else -> skip
  fi;
  if
  :: HAS_END(1) -> sender[1] = 0; resumed[1] = false
  :: else -> skip
  fi
}

/* Once another process has sent the reference again, only a success of the first sending counts;
 * and what the second one learns, short of a success, says nothing of the first.
 */
inline storeOutcome(i, r) {
  if
  :: holds[i] == TOOK -> moveIfAllowed(r, SUCCEEDED)
  :: holds[i] != TOOK && sender[r] != i -> skip
  :: else ->
    if
    :: holds[i] == LATER -> moveIfAllowed(r, PENDING)
    :: holds[i] == REFUSES && !resumed[r] -> moveIfAllowed(r, DECLINED)
    :: holds[i] == UNSENT && !resumed[r] && st[r] == SENDING -> move(r, QUEUED)
    :: else -> moveIfAllowed(r, UNKNOWN)
    fi
  fi;
  act[i] = IDLE; holds[i] = NOTHING; tidy(i)
}

inline storeFinding(i, r) {
  if
  :: !IS_ASKED(r) -> skip
  :: else ->
    if
    :: holds[i] == FOUND_TAKEN -> move(r, SUCCEEDED)
    :: holds[i] == FOUND_REFUSED -> move(r, DECLINED)
    :: holds[i] == FOUND_UNDECIDED ->
      if
      :: true -> moveIfAllowed(r, PENDING)
      :: true -> moveIfAllowed(r, MANUAL_REVIEW)
      fi
#ifdef CRACK_NOT_FOUND_FREES_THE_AMOUNT
    :: holds[i] == NOT_FOUND || holds[i] == NOT_FOUND_AT_LAST -> move(r, DECLINED)
#else
    :: holds[i] == NOT_FOUND -> moveIfAllowed(r, PRESUMED_FAILED)
    :: holds[i] == NOT_FOUND_AT_LAST -> moveIfAllowed(r, MANUAL_REVIEW)
#endif
    fi
  fi;
  act[i] = IDLE; holds[i] = NOTHING; tidy(i)
}

inline take(i, r) {
  move(r, SENDING); sender[r] = i; about[i] = r; act[i] = INTENDED
}

inline ask(i, r) {
  about[i] = r; act[i] = ASKED;
  if
  :: deed[r] == TAKEN -> holds[i] = FOUND_TAKEN
  :: deed[r] == TAKEN && lies > 0 -> lies--; holds[i] = NOT_FOUND
  :: deed[r] == REFUSED -> holds[i] = FOUND_REFUSED
  :: deed[r] == UNDECIDED -> holds[i] = FOUND_UNDECIDED; patience--
  :: deed[r] == ABSENT ->
    if
    :: IS_PAST(r) -> holds[i] = NOT_FOUND_AT_LAST
    :: else -> holds[i] = NOT_FOUND; patience--
    fi
  fi
}

#define IS_WORTH(r) (deed[r] == TAKEN || deed[r] == REFUSED \
  || (deed[r] == ABSENT && IS_PAST(r)) || patience > 0)

#define IS_ON(i, r) (act[i] != IDLE && about[i] == r)

proctype Gateway(byte i) {
end:
  do
  :: atomic { act[i] == IDLE && st[0] == NONE && FREES(1) -> move(0, QUEUED) }
  :: atomic { act[i] == IDLE && st[1] == NONE && FREES(0) -> move(1, QUEUED) }
  :: atomic { act[i] == IDLE && st[0] == QUEUED -> take(i, 0) }
  :: atomic { act[i] == IDLE && st[1] == QUEUED -> take(i, 1) }

  :: atomic { act[i] == INTENDED -> net[about[i]]++; act[i] = WAITING }
  :: atomic { act[i] == INTENDED && unsent > 0 -> unsent--; act[i] = TOLD; holds[i] = UNSENT }
  :: atomic { act[i] == WAITING && lost > 0 -> lost--; act[i] = TOLD; holds[i] = NO_ANSWER }
  :: atomic { act[i] == TOLD -> storeOutcome(i, about[i]) }
  :: atomic { act[i] != IDLE && crashes > 0 ->
      crashes--; act[i] = IDLE; holds[i] = NOTHING; tidy(i) }

  :: atomic { act[i] == IDLE && st[0] == SENDING && !(sender[0] == i && IS_ON(i, 0)) ->
      move(0, UNKNOWN) }
  :: atomic { act[i] == IDLE && st[1] == SENDING && !(sender[1] == i && IS_ON(i, 1)) ->
      move(1, UNKNOWN) }
  :: atomic { act[i] == IDLE && st[0] == SENDING && sender[0] != i && net[0] < 2 ->
      move(0, SENDING); sender[0] = i; resumed[0] = true; about[i] = 0; act[i] = INTENDED }

  :: atomic { act[i] == IDLE && IS_ASKED(0) && IS_WORTH(0) -> ask(i, 0) }
  :: atomic { act[i] == IDLE && IS_ASKED(1) && IS_WORTH(1) -> ask(i, 1) }
  :: atomic { act[i] == ASKED -> storeFinding(i, about[i]) }
  od
}

inline serve(r) {
  net[r]--;
  if
  :: deed[r] == ABSENT ->
    if
    :: deed[r] = TAKEN; said = TOOK
    :: deed[r] = REFUSED; said = REFUSES
    :: deed[r] = UNDECIDED; said = LATER
    fi
  :: else -> said = DUPLICATE
  fi;
  if
  :: act[0] == WAITING && about[0] == r -> act[0] = TOLD; holds[0] = said
  :: act[1] == WAITING && about[1] == r -> act[1] = TOLD; holds[1] = said
  :: else -> skip
  fi;
  said = NOTHING;
  /* never more back than was paid */
  assert(!(deed[0] == TAKEN && deed[1] == TAKEN))
}

inline decide(r) {
  if
  :: deed[r] = TAKEN
  :: deed[r] = REFUSED
  fi;
  assert(!(deed[0] == TAKEN && deed[1] == TAKEN))
}

proctype Provider() {
  mtype:answer said = NOTHING;
end:
  do
  :: atomic { net[0] > 0 -> serve(0) }
  :: atomic { net[1] > 0 -> serve(1) }
  :: atomic { deed[0] == UNDECIDED -> decide(0) }
  :: atomic { deed[1] == UNDECIDED -> decide(1) }
  od
}

/* Looks at the provider's statement once the provider can take nothing more, and settles. */
proctype Person() {
end:
  do
  :: atomic { st[0] == MANUAL_REVIEW && deed[0] == TAKEN -> move(0, SUCCEEDED) }
  :: atomic { st[1] == MANUAL_REVIEW && deed[1] == TAKEN -> move(1, SUCCEEDED) }
  :: atomic { st[0] == MANUAL_REVIEW && IS_PAST(0) && (deed[0] == ABSENT || deed[0] == REFUSED) ->
      move(0, DECLINED) }
  :: atomic { st[1] == MANUAL_REVIEW && IS_PAST(1) && (deed[1] == ABSENT || deed[1] == REFUSED) ->
      move(1, DECLINED) }
  od
}

#define HAS_ENDED(r) (st[r] == NONE || st[r] == SUCCEEDED || st[r] == DECLINED)

active proctype Auditor() {
  timeout;
  assert(HAS_ENDED(0) && HAS_ENDED(1));
  assert((deed[0] == TAKEN) == (st[0] == SUCCEEDED));
  assert((deed[1] == TAKEN) == (st[1] == SUCCEEDED))
}

init {
  atomic {
    st[0] = NONE; st[1] = NONE;
    act[0] = IDLE; act[1] = IDLE; holds[0] = NOTHING; holds[1] = NOTHING;
    deed[0] = ABSENT; deed[1] = ABSENT;
    run Gateway(0); run Gateway(1); run Provider(); run Person()
  }
}
