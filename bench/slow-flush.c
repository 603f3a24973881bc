/* A cloud volume: every flush takes FLUSH_MS longer, and leaves a byte in FLUSH_LOG. Preloaded; SQLite and Node flush through these two. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static void linger(void) {
  const char *text = getenv("FLUSH_MS");
  long ms = text ? atol(text) : 2;
  struct timespec wait = {ms / 1000, (ms % 1000) * 1000000L};
  if (ms > 0) nanosleep(&wait, NULL);
  const char *log = getenv("FLUSH_LOG");
  int fd = log ? open(log, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
  if (fd < 0) return;
  if (write(fd, ".", 1) < 0) abort();
  close(fd);
}

int fdatasync(int fd) {
  linger();
  return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(fd);
}

int fsync(int fd) {
  linger();
  return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(fd);
}
