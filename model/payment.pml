/* One order with two payments, two gateway processes, one provider. docs/model.md explains how to
 * read this.
 *
 * What may go wrong is bounded by budgets, so that every run ends: gateways crash CRASHES times,
 * LOST answers of the provider do not come back, LIES inquiries do not see what was taken already.
 * An inquiry is modelled where its answer can change something.
 */
#ifndef CRASHES
#define CRASHES 1
#endif
#ifndef LOST
#define LOST 1
#endif
#ifndef LIES
#define LIES 1
#endif

/* The names are those of the enum PaymentStatus; NONE is a payment that nobody has begun. */
mtype:status = {
  NONE, SENDING, UNKNOWN, PENDING, AWAITING_CONFIRMATION, AWAITING_WALLET, AWAITING_FUNDS,
  FUNDS_IN_TRANSIT, FUNDED, AWAITING_REDIRECT, MANUAL_REVIEW, CHARGED, PRESUMED_FAILED, DECLINED, NOT_SENT
};

/* What a gateway is doing: nothing; it stored an intent; its request is out; it holds the outcome of
 * a call; it holds the answer to an inquiry, which may be old by the time it is used. */
mtype:activity = { IDLE, INTENDED, WAITING, TOLD, ASKED };

/* What the provider did with a reference. */
mtype:deed = { ABSENT, UNDECIDED, TAKEN, REFUSED };

/* What a gateway holds. */
mtype:answer = {
  NOTHING, UNSENT, NO_ANSWER, TOOK, REFUSES, NO_MONEY, NO_TOKEN, LATER, DUPLICATE,
  FOUND_TAKEN, FOUND_REFUSED, FOUND_UNDECIDED, NOT_FOUND, NOT_FOUND_AT_LAST
};

mtype:status st[2];      /* of the two payments */
byte use[2];             /* which of its two references a payment uses now */
byte sender[2];          /* the gateway that is sending it */
bool second[2];          /* marked as a second charge, which goes back */
bool resumed[2];         /* its reference was sent more than once */
bool over[2];            /* asking has stopped */
mtype:deed deed[4];      /* of each reference: 2 * payment + use */
byte net[4];             /* requests on their way to the provider */
mtype:activity act[2];
byte about[2];           /* the reference that a gateway is busy with */
mtype:answer holds[2];
byte crashes = CRASHES, lost = LOST, lies = LIES, topups = 1, patience = 1;

#define REF(p) (2 * (p) + use[p])
#define OF(x) ((x) / 2)
#define BOOKED(p) (st[p] == CHARGED && !second[p])
#define IS_ASKED(p) (!over[p] && (st[p] == UNKNOWN || st[p] == PENDING \
  || st[p] == AWAITING_CONFIRMATION || st[p] == AWAITING_REDIRECT || st[p] == PRESUMED_FAILED))
#define IS_FREE(p) (st[p] == PRESUMED_FAILED || st[p] == DECLINED || st[p] == NOT_SENT)
#define TOOK_FOR(p) (deed[2 * (p)] == TAKEN || deed[2 * (p) + 1] == TAKEN)

/* The provider can take nothing of this payment any more: no request is under way, none can leave.
 * In life this is a time: the connector's profile says how long a provider may take. */
#define IS_PAST(p) (net[2 * (p)] == 0 && net[2 * (p) + 1] == 0 \
  && !(OF(about[0]) == p && (act[0] == INTENDED || act[0] == WAITING)) \
  && !(OF(about[1]) == p && (act[1] == INTENDED || act[1] == WAITING)))

/* The table of docs/states.md; a test compares it with the enum. */
#define MAY(a, b) ( \
  (a == NONE && (b == SENDING || b == AWAITING_WALLET)) || \
  (a == AWAITING_WALLET && (b == SENDING || b == DECLINED)) || \
  (a == SENDING && (b == SENDING || b == UNKNOWN || b == PENDING \
    || b == AWAITING_CONFIRMATION || b == AWAITING_FUNDS || b == AWAITING_REDIRECT || b == CHARGED || b == DECLINED \
    || b == NOT_SENT)) || \
  (a == UNKNOWN && (b == PENDING || b == AWAITING_CONFIRMATION || b == AWAITING_FUNDS \
    || b == AWAITING_REDIRECT || b == MANUAL_REVIEW || b == CHARGED || b == PRESUMED_FAILED \
    || b == DECLINED)) || \
  (a == PENDING && (b == AWAITING_CONFIRMATION || b == AWAITING_REDIRECT || b == MANUAL_REVIEW \
    || b == CHARGED || b == PRESUMED_FAILED || b == DECLINED)) || \
  (a == AWAITING_CONFIRMATION && (b == PENDING || b == MANUAL_REVIEW || b == CHARGED \
    || b == PRESUMED_FAILED || b == DECLINED)) || \
  (a == AWAITING_FUNDS && (b == FUNDS_IN_TRANSIT || b == FUNDED || b == DECLINED)) || \
  (a == FUNDS_IN_TRANSIT && (b == AWAITING_FUNDS || b == FUNDED || b == DECLINED)) || \
  (a == FUNDED && (b == SENDING || b == DECLINED)) || \
  (a == AWAITING_REDIRECT && (b == PENDING || b == MANUAL_REVIEW || b == CHARGED \
    || b == PRESUMED_FAILED || b == DECLINED)) || \
  (a == MANUAL_REVIEW && (b == CHARGED || b == DECLINED)) || \
  (a == PRESUMED_FAILED && (b == CHARGED || b == DECLINED)) || \
  (a == DECLINED && (b == CHARGED)))

inline move(p, to) {
  assert(MAY(st[p], to));
  st[p] = to
}

/* By compare-and-set: nothing happens from where the table has no arrow. */
inline moveIfAllowed(p, to) {
  if
  :: MAY(st[p], to) -> st[p] = to
  :: else -> skip
  fi
}

inline charge(p) {
  if
  :: MAY(st[p], CHARGED) ->
    if
    :: BOOKED(1 - (p)) -> second[p] = true
    :: else -> skip
    fi;
    st[p] = CHARGED
  :: else -> skip
  fi
}

#define HAS_END(p) (st[p] == CHARGED || st[p] == DECLINED || st[p] == NOT_SENT)

/* Forgets what means nothing any more, so that equal situations are equal states. */
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

/* Whatever was learnt about a reference applies to that reference alone. */
#ifdef CRACK_STALE_ANSWER
#define IS_ABOUT(i, p) true
#define IS_OPEN_TO_ANY(p) (st[p] == SENDING)
#else
#define IS_OPEN_TO_ANY(p) false
#define IS_ABOUT(i, p) (about[i] == REF(p))
#endif

/* Only a success of a second sending is certain: a refusal says nothing of the first one. And once
 * another process is sending the reference again, only a success of the first sending counts.
 */
#ifdef CRACK_LATE_SENDER_DECIDES
#define MAY_END(i, p) true
#else
#define MAY_END(i, p) (sender[p] == i && !resumed[p])
#endif

inline storeOutcome(i, p) {
  if
  :: !IS_ABOUT(i, p) -> act[i] = IDLE
  :: IS_ABOUT(i, p) && holds[i] == TOOK -> charge(p); act[i] = IDLE
  :: IS_ABOUT(i, p) && holds[i] == LATER ->
    if
    :: true -> moveIfAllowed(p, PENDING)
    :: true -> moveIfAllowed(p, AWAITING_CONFIRMATION)
    :: true -> moveIfAllowed(p, AWAITING_REDIRECT)
    fi;
    act[i] = IDLE
  :: IS_ABOUT(i, p) && (holds[i] == NO_ANSWER || holds[i] == DUPLICATE) ->
    moveIfAllowed(p, UNKNOWN); act[i] = IDLE
  :: else ->
    if
    :: !MAY_END(i, p) ->
      if
      :: sender[p] == i -> moveIfAllowed(p, UNKNOWN)
      :: else -> skip
      fi;
      act[i] = IDLE
    :: MAY_END(i, p) && holds[i] == REFUSES -> moveIfAllowed(p, DECLINED); act[i] = IDLE
    :: MAY_END(i, p) && holds[i] == NO_MONEY -> moveIfAllowed(p, AWAITING_FUNDS); act[i] = IDLE
    :: MAY_END(i, p) && holds[i] == UNSENT -> moveIfAllowed(p, NOT_SENT); act[i] = IDLE
    :: MAY_END(i, p) && holds[i] == NO_TOKEN ->
      /* the credentials are renewed: once more, under a new name */
      if
      :: st[p] == SENDING && use[p] == 0 ->
        use[p] = 1; resumed[p] = false; about[i] = REF(p); act[i] = INTENDED
      :: else -> moveIfAllowed(p, DECLINED); act[i] = IDLE
      fi
    fi
  fi;
  holds[i] = NOTHING;
  tidy(i)
}

inline storeFinding(i, p) {
  if
  :: !IS_ABOUT(i, p) || !(IS_ASKED(p) || IS_OPEN_TO_ANY(p)) -> skip
  :: else ->
    if
    :: holds[i] == FOUND_TAKEN -> charge(p)
    :: holds[i] == FOUND_REFUSED -> moveIfAllowed(p, DECLINED)
    :: holds[i] == FOUND_UNDECIDED ->
      if
      :: true -> moveIfAllowed(p, PENDING)
      :: true -> moveIfAllowed(p, AWAITING_CONFIRMATION)
      :: true -> moveIfAllowed(p, AWAITING_REDIRECT)
      :: true -> moveIfAllowed(p, MANUAL_REVIEW)
      fi
    :: holds[i] == NOT_FOUND || holds[i] == NOT_FOUND_AT_LAST ->
      if
#ifdef CRACK_NOT_FOUND_IS_THE_END
      :: true -> moveIfAllowed(p, DECLINED)
#else
      :: st[p] == PRESUMED_FAILED && holds[i] == NOT_FOUND_AT_LAST -> over[p] = true
#ifdef CRACK_AGE_WHEN_USED
      :: st[p] == PRESUMED_FAILED && holds[i] == NOT_FOUND && IS_PAST(p) -> over[p] = true
#endif
      :: st[p] == PRESUMED_FAILED && holds[i] == NOT_FOUND -> skip
      :: else -> moveIfAllowed(p, PRESUMED_FAILED)
#endif
      fi
    fi
  fi;
  act[i] = IDLE; holds[i] = NOTHING; tidy(i)
}

/* A customer, or a merchant's call, pays through a gateway. */
inline begin(i, p) {
  move(p, SENDING); sender[p] = i; use[p] = 0; about[i] = REF(p); act[i] = INTENDED
}

/* Money was added: the same payment once more, under a new name. */
inline beginAgain(i, p) {
  move(p, SENDING); sender[p] = i; use[p] = 1; resumed[p] = false;
  about[i] = REF(p); act[i] = INTENDED
}

/* What the provider says of the reference in use. */
inline ask(i, p) {
  about[i] = REF(p); act[i] = ASKED;
  if
  :: deed[REF(p)] == TAKEN -> holds[i] = FOUND_TAKEN
  :: deed[REF(p)] == TAKEN && lies > 0 -> lies--; holds[i] = NOT_FOUND
  :: deed[REF(p)] == REFUSED -> holds[i] = FOUND_REFUSED
  :: deed[REF(p)] == UNDECIDED -> holds[i] = FOUND_UNDECIDED; patience--
  :: deed[REF(p)] == ABSENT ->
    /* it counts when the question is asked, not when its answer is used */
    if
#ifdef CRACK_AGE_WHEN_USED
    :: true -> holds[i] = NOT_FOUND
#else
    :: IS_PAST(p) -> holds[i] = NOT_FOUND_AT_LAST
    :: else -> holds[i] = NOT_FOUND
#endif
    fi
  fi
}

/* Whether asking can teach something. */
#define IS_WORTH(p) (deed[REF(p)] == TAKEN || deed[REF(p)] == REFUSED \
  || (deed[REF(p)] == UNDECIDED && patience > 0) \
  || (deed[REF(p)] == ABSENT && (st[p] != PRESUMED_FAILED || IS_PAST(p))))

#define IS_ON(i, p) (about[i] == REF(p) && act[i] != IDLE)

proctype Gateway(byte i) {
end:
  do
  /* intents: the second payment only when the first counts as failed, or gives way */
  :: atomic { act[i] == IDLE && st[0] == NONE -> begin(i, 0) }
  /* one that waits for a wallet goes on with it, gives way, or is over */
  :: atomic { act[i] == IDLE && st[0] == NONE -> move(0, AWAITING_WALLET) }
  :: atomic { act[i] == IDLE && st[0] == AWAITING_WALLET -> begin(i, 0) }
  :: atomic { act[i] == IDLE && st[0] == AWAITING_WALLET -> move(0, DECLINED) }
  :: atomic { act[i] == IDLE && st[1] == NONE && IS_FREE(0) -> begin(i, 1) }
  :: atomic { act[i] == IDLE && st[1] == NONE && st[0] == AWAITING_FUNDS ->
      move(0, DECLINED); begin(i, 1) }
  :: atomic { act[i] == IDLE && st[0] == FUNDED -> beginAgain(i, 0) }
  :: atomic { act[i] == IDLE && st[1] == FUNDED -> beginAgain(i, 1) }

  /* the call */
  :: atomic { act[i] == INTENDED -> net[about[i]]++; act[i] = WAITING }
  :: atomic { act[i] == INTENDED -> act[i] = TOLD; holds[i] = UNSENT }
  :: atomic { act[i] == WAITING && lost > 0 -> lost--; act[i] = TOLD; holds[i] = NO_ANSWER }
  :: atomic { act[i] == TOLD -> storeOutcome(i, OF(about[i])) }
  :: atomic { act[i] != IDLE && crashes > 0 ->
      crashes--; act[i] = IDLE; holds[i] = NOTHING; tidy(i) }

  /* a sender that is gone, or too slow: the other one takes over at any moment */
  :: atomic { act[i] == IDLE && st[0] == SENDING && !(sender[0] == i && IS_ON(i, 0)) ->
      move(0, UNKNOWN) }
  :: atomic { act[i] == IDLE && st[1] == SENDING && !(sender[1] == i && IS_ON(i, 1)) ->
      move(1, UNKNOWN) }

#ifndef NO_ROLL_FORWARD
  /* roll forward: the same reference once more, while the payment is the order's only one */
  :: atomic { act[i] == IDLE && st[0] == SENDING && sender[0] != i && st[1] == NONE &&
        net[REF(0)] < 2 ->
      move(0, SENDING); sender[0] = i; resumed[0] = true; about[i] = REF(0); act[i] = INTENDED }
#endif

  /* inquiries; the answer is used later */
  :: atomic { act[i] == IDLE && IS_ASKED(0) && IS_WORTH(0) -> ask(i, 0) }
  :: atomic { act[i] == IDLE && IS_ASKED(1) && IS_WORTH(1) -> ask(i, 1) }
  :: atomic { act[i] == ASKED -> storeFinding(i, OF(about[i])) }
  od
}

inline serve(x) {
  net[x]--;
  if
  :: deed[x] == ABSENT ->
    if
    :: deed[x] = TAKEN; said = TOOK; assert(deed[x ^ 1] != TAKEN)
    :: deed[x] = REFUSED; said = REFUSES
    :: x % 2 == 0 -> deed[x] = REFUSED; said = NO_MONEY
    :: x % 2 == 0 -> deed[x] = REFUSED; said = NO_TOKEN
    :: deed[x] = UNDECIDED; said = LATER
    fi
  :: else -> said = DUPLICATE
  fi;
  if
  :: act[0] == WAITING && about[0] == x -> act[0] = TOLD; holds[0] = said
  :: act[1] == WAITING && about[1] == x -> act[1] = TOLD; holds[1] = said
  :: else -> skip
  fi;
  said = NOTHING
}

inline decide(x) {
  if
  :: deed[x] = TAKEN; assert(deed[x ^ 1] != TAKEN)
  :: deed[x] = REFUSED
  fi
}

proctype Provider() {
  mtype:answer said = NOTHING;
end:
  do
  :: atomic { net[0] > 0 -> serve(0) }
  :: atomic { net[1] > 0 -> serve(1) }
  :: atomic { net[2] > 0 -> serve(2) }
  :: atomic { net[3] > 0 -> serve(3) }
  :: atomic { deed[0] == UNDECIDED -> decide(0) }
  :: atomic { deed[1] == UNDECIDED -> decide(1) }
  :: atomic { deed[2] == UNDECIDED -> decide(2) }
  :: atomic { deed[3] == UNDECIDED -> decide(3) }
  od
}

/* Adds money, or does not in time. */
proctype Customer(byte p) {
end:
  do
  :: atomic { st[p] == AWAITING_FUNDS && topups > 0 -> topups--; move(p, FUNDS_IN_TRANSIT) }
  :: atomic { st[p] == AWAITING_FUNDS -> move(p, FUNDED) }
  :: atomic { st[p] == FUNDS_IN_TRANSIT -> move(p, AWAITING_FUNDS) }
  :: atomic { st[p] == FUNDS_IN_TRANSIT -> move(p, FUNDED) }
  :: atomic { st[p] == AWAITING_FUNDS || st[p] == FUNDS_IN_TRANSIT || st[p] == FUNDED ->
      move(p, DECLINED) }
  od
}

/* Looks at the provider's statement and settles. */
proctype Person() {
end:
  do
  :: atomic { st[0] == MANUAL_REVIEW && deed[REF(0)] == TAKEN -> charge(0) }
  :: atomic { st[0] == MANUAL_REVIEW && deed[REF(0)] == REFUSED -> move(0, DECLINED) }
  :: atomic { st[1] == MANUAL_REVIEW && deed[REF(1)] == TAKEN -> charge(1) }
  :: atomic { st[1] == MANUAL_REVIEW && deed[REF(1)] == REFUSED -> move(1, DECLINED) }
  od
}

#define HAS_ENDED(p) (st[p] == NONE || st[p] == CHARGED || st[p] == DECLINED \
  || st[p] == NOT_SENT || (st[p] == PRESUMED_FAILED && over[p]))

/* When nothing more can happen, everything has ended, and the books are what the provider did. */
active proctype Auditor() {
  timeout;
  assert(HAS_ENDED(0) && HAS_ENDED(1));
  assert(TOOK_FOR(0) == (st[0] == CHARGED));
  assert(TOOK_FOR(1) == (st[1] == CHARGED));
  assert(!(BOOKED(0) && BOOKED(1)))
}

init {
  atomic {
    st[0] = NONE; st[1] = NONE;
    act[0] = IDLE; act[1] = IDLE; holds[0] = NOTHING; holds[1] = NOTHING;
    deed[0] = ABSENT; deed[1] = ABSENT; deed[2] = ABSENT; deed[3] = ABSENT;
    run Gateway(0); run Gateway(1); run Provider(); run Customer(0); run Customer(1); run Person()
  }
}
