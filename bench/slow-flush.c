/* A cloud volume: every flush takes FLUSH_MS longer. Preloaded; SQLite and Node flush through these two. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static void linger(void) {
  const char *text = getenv("FLUSH_MS");
  long ms = text ? atol(text) : 2;
  struct timespec wait = {ms / 1000, (ms % 1000) * 1000000L};
  nanosleep(&wait, NULL);
}

int fdatasync(int fd) {
  linger();
  return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(fd);
}

int fsync(int fd) {
  linger();
  return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(fd);
}
