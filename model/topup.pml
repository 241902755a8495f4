/* One top-up, which the customer makes on the provider's page; two gateway processes, one provider.
 * docs/model.md explains how to read this.
 */
#ifndef CRASHES
#define CRASHES 2
#endif
#ifndef LIES
#define LIES 2
#endif

/* The names are those of the enum TopupStatus; NONE is a top-up that nobody has asked for. */
mtype:status = { NONE, NEW, OPENED, MANUAL_REVIEW, SUCCEEDED, PRESUMED_FAILED, FAILED };
mtype:activity = { IDLE, ASKED };
mtype:deed = { ABSENT, UNDECIDED, TAKEN, REFUSED };
mtype:answer = {
  NOTHING, FOUND_TAKEN, FOUND_REFUSED, FOUND_UNDECIDED, NOT_FOUND, NOT_FOUND_AT_LAST
};

mtype:status st;
mtype:deed deed;
bool over;               /* asking has stopped */
bool opened;             /* the customer was led to the provider's page */
bool closed;             /* the provider's page takes nothing any more */
mtype:activity act[2];
mtype:answer holds[2];
byte crashes = CRASHES, lies = LIES, patience = 3;

#define IS_ASKED (!over && (st == OPENED || st == PRESUMED_FAILED))

/* The table of docs/states.md; a test compares it with the enum. */
#define MAY(a, b) ( \
  (a == NONE && b == NEW) || \
  (a == NEW && (b == OPENED || b == FAILED)) || \
  (a == OPENED && (b == PRESUMED_FAILED || b == MANUAL_REVIEW || b == SUCCEEDED \
    || b == FAILED)) || \
  (a == MANUAL_REVIEW && (b == SUCCEEDED || b == FAILED)) || \
  (a == PRESUMED_FAILED && (b == SUCCEEDED || b == FAILED)))

inline move(to) {
  assert(MAY(st, to));
  st = to
}

inline ask(i) {
  act[i] = ASKED;
  if
  :: deed == TAKEN -> holds[i] = FOUND_TAKEN
  :: deed == TAKEN && lies > 0 -> lies--; holds[i] = NOT_FOUND
  :: deed == REFUSED -> holds[i] = FOUND_REFUSED
  :: deed == UNDECIDED -> holds[i] = FOUND_UNDECIDED; patience--
  :: deed == ABSENT && closed -> holds[i] = NOT_FOUND_AT_LAST
  :: deed == ABSENT && !closed -> holds[i] = NOT_FOUND; patience--
  fi
}

#define IS_WORTH (deed == TAKEN || deed == REFUSED || (deed == ABSENT && closed) || patience > 0)

inline storeFinding(i) {
  if
  :: !IS_ASKED -> skip
  :: else ->
    if
    :: holds[i] == FOUND_TAKEN -> move(SUCCEEDED)
    :: holds[i] == FOUND_REFUSED -> move(FAILED)
    :: holds[i] == FOUND_UNDECIDED ->
      if
      :: true -> skip
      :: st == OPENED -> move(MANUAL_REVIEW)
      fi
#ifdef CRACK_NOT_FOUND_IS_THE_END
    :: holds[i] == NOT_FOUND || holds[i] == NOT_FOUND_AT_LAST -> move(FAILED)
#else
    :: holds[i] == NOT_FOUND ->
      /* the customer has not paid yet, or took too long */
      if
      :: true -> skip
      :: st == OPENED -> move(PRESUMED_FAILED)
      fi
    :: holds[i] == NOT_FOUND_AT_LAST ->
      if
      :: st == OPENED -> move(PRESUMED_FAILED)
      :: st == PRESUMED_FAILED -> over = true
      fi
#endif
    fi
  fi;
  act[i] = IDLE; holds[i] = NOTHING
}

proctype Gateway(byte i) {
end:
  do
  :: atomic { st == NONE -> move(NEW) }
  :: atomic { st == NEW -> move(OPENED); opened = true }
  :: atomic { st == NEW -> move(FAILED) }
  :: atomic { act[i] == IDLE && IS_ASKED && IS_WORTH -> ask(i) }
  :: atomic { act[i] == ASKED -> storeFinding(i) }
  :: atomic { act[i] == ASKED && crashes > 0 -> crashes--; act[i] = IDLE; holds[i] = NOTHING }
  od
}

/* The customer on the provider's page, at any moment until it closes. */
proctype Provider() {
end:
  do
  :: atomic { opened && deed == ABSENT && !closed ->
      if
      :: deed = TAKEN
      :: deed = REFUSED
      :: deed = UNDECIDED
      :: closed = true
      fi }
  :: atomic { deed == UNDECIDED ->
      if
      :: deed = TAKEN
      :: deed = REFUSED
      fi }
  od
}

proctype Person() {
end:
  do
  :: atomic { st == MANUAL_REVIEW && deed == TAKEN -> move(SUCCEEDED) }
  :: atomic { st == MANUAL_REVIEW && (deed == REFUSED || (deed == ABSENT && closed)) ->
      move(FAILED) }
  od
}

active proctype Auditor() {
  timeout;
  assert(st == SUCCEEDED || st == FAILED || (st == PRESUMED_FAILED && over));
  assert((deed == TAKEN) == (st == SUCCEEDED))
}

init {
  atomic {
    st = NONE; deed = ABSENT;
    act[0] = IDLE; act[1] = IDLE; holds[0] = NOTHING; holds[1] = NOTHING;
    run Gateway(0); run Gateway(1); run Provider(); run Person()
  }
}
