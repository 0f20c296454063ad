/* A library to preload: it sees every change of a file below one folder, and at a chosen one lets the process die, tears the
   write, or answers with an error. It can also record the changes, for power cuts to be replayed from. The process arms it
   through watch_files() after it was forked, so that nothing of the start counts. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { GO_ON, FAIL, TEAR };

static char folder[4096];
static long fault_at = -1, count = 0;
static char mode = 0; /* k: die before it, t: write half of it and die, e: answer with an error */
static int error_number = 0, goes_on = 0, record = -1, acks = -1;

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static ssize_t write_out(int fd, const void *data, size_t size) {
    REAL(write);
    return real(fd, data, size);
}

/* Begin to watch a folder. `acks_fd` is where the process says what it has saved; those words are recorded too. */
void watch_files(const char *path, long at, char what, int error, int persists, const char *record_path, int acks_fd) {
    REAL(open);
    snprintf(folder, sizeof folder, "%s", path);
    fault_at = at, mode = what, error_number = error, goes_on = persists, count = 0, acks = acks_fd;
    record = record_path && *record_path ? real(record_path, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
}

long changes_seen(void) { return count; }

static int is_below(const char *path) { return *folder && strncmp(path, folder, strlen(folder)) == 0; }

static int path_of(int fd, char *path) {
    char link[64];
    if (!*folder || fd < 3 || fd == record) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, 4095);
    if (size <= 0) return 0;
    path[size] = 0;
    return is_below(path);
}

static void note(char what, const char *path, int64_t offset, const void *data, int64_t size) {
    if (record < 0) return;
    int32_t length = strlen(path);
    char head[21] = {what};
    memcpy(head + 1, &length, 4), memcpy(head + 5, &offset, 8), memcpy(head + 13, &size, 8);
    write_out(record, head, sizeof head);
    write_out(record, path, length);
    if (size > 0) write_out(record, data, size);
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static int step(int is_write) {
    long now = __sync_add_and_fetch(&count, 1);
    if (fault_at < 0 || !(now == fault_at || (goes_on && now > fault_at))) return GO_ON;
    if (mode == 'k') die();
    if (mode == 't') return is_write ? TEAR : GO_ON;
    if (mode == 'e') { errno = error_number; return FAIL; }
    return GO_ON;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
    REAL(pwrite64);
    char path[4096];
    if (!path_of(fd, path)) return real(fd, data, size, offset);
    int what = step(1);
    if (what == FAIL) return -1;
    if (what == TEAR) { real(fd, data, size / 2, offset); die(); }
    note('W', path, offset, data, size);
    return real(fd, data, size, offset);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return pwrite64(fd, data, size, offset); }

ssize_t write(int fd, const void *data, size_t size) {
    REAL(write);
    char path[4096];
    if (fd == acks) note('A', "", 0, data, size);
    if (fd == acks || !path_of(fd, path)) return real(fd, data, size);
    int what = step(1);
    if (what == FAIL) return -1;
    if (what == TEAR) { real(fd, data, size / 2); die(); }
    note('W', path, lseek(fd, 0, SEEK_CUR), data, size);
    return real(fd, data, size);
}

static int sync_step(int fd) {
    char path[4096];
    if (!path_of(fd, path)) return GO_ON;
    int what = step(0);
    if (what != FAIL) note('S', path, 0, NULL, 0);
    return what;
}

int fsync(int fd) { REAL(fsync); return sync_step(fd) == FAIL ? -1 : real(fd); }
int fdatasync(int fd) { REAL(fdatasync); return sync_step(fd) == FAIL ? -1 : real(fd); }

int ftruncate64(int fd, off64_t size) {
    REAL(ftruncate64);
    char path[4096];
    if (!path_of(fd, path)) return real(fd, size);
    if (step(0) == FAIL) return -1;
    note('T', path, size, NULL, 0);
    return real(fd, size);
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int unlink(const char *path) {
    REAL(unlink);
    if (!is_below(path)) return real(path);
    if (step(0) == FAIL) return -1;
    note('U', path, 0, NULL, 0);
    return real(path);
}

int rename(const char *from, const char *to) {
    REAL(rename);
    if (!is_below(to)) return real(from, to);
    if (step(0) == FAIL) return -1;
    note('R', from, 0, to, strlen(to));
    return real(from, to);
}

int mkdir(const char *path, mode_t permissions) {
    REAL(mkdir);
    if (!is_below(path)) return real(path, permissions);
    if (step(0) == FAIL) return -1;
    note('M', path, 0, NULL, 0);
    return real(path, permissions);
}

int rmdir(const char *path) {
    REAL(rmdir);
    if (!is_below(path)) return real(path);
    if (step(0) == FAIL) return -1;
    note('D', path, 0, NULL, 0);
    return real(path);
}
