/*
 * What runs before main on a Cortex-M4 under QEMU: memory is set up, the command line is asked for by semihosting. The functions that
 * run the rule are wrapped (ld --wrap), so that the stack below them is painted before and measured after. How deep they went, and how
 * many instructions they took, is printed at the end on standard error.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SYS_GET_CMDLINE = 0x15, MOST_ARGUMENTS = 8, PAINTED = 16384, PAINT = 0xa5 };

extern uint32_t stack_top, data_start, data_end, data_load, bss_start, bss_end;
extern void initialise_monitor_handles(void);
extern int main(int argc, char **argv);
extern uint64_t DIGEST_REAL(uint32_t steps);
extern int SOLVE_REAL(uint32_t most_steps, uint32_t *steps);

/* A timer of the machine that counts down at 25 MHz; with -icount shift=0 an instruction takes a nanosecond. */
struct timer { volatile uint32_t control, value, reload; };
static struct timer *const timer = (struct timer *)0x40000000;
enum { INSTRUCTIONS_PER_TICK = 40 };

static unsigned deepest;
static uint64_t ticks;

static uint8_t *stack_pointer(void)
{
    uint8_t *pointer;
    __asm volatile("mov %0, sp" : "=r"(pointer));
    return pointer;
}

/* Nothing here may call a function that uses the painted part itself. */
__attribute__((noinline)) static void paint(uint8_t *from)
{
    for (volatile uint8_t *at = from - PAINTED; at < from - 64; at++) {
        *at = PAINT;
    }
}

__attribute__((noinline)) static void measure(uint8_t *from)
{
    unsigned untouched = 0;
    while (untouched < PAINTED && ((volatile uint8_t *)from)[(int)untouched - PAINTED] == PAINT) {
        untouched++;
    }
    deepest = PAINTED - untouched > deepest ? PAINTED - untouched : deepest;
}

uint64_t DIGEST_WRAP(uint32_t steps)
{
    uint8_t *from = stack_pointer();
    paint(from);
    uint32_t before = timer->value;
    uint64_t digest = DIGEST_REAL(steps);
    ticks += before - timer->value;
    measure(from);
    return digest;
}

int SOLVE_WRAP(uint32_t most_steps, uint32_t *steps)
{
    uint8_t *from = stack_pointer();
    paint(from);
    uint32_t before = timer->value;
    int status = SOLVE_REAL(most_steps, steps);
    ticks += before - timer->value;
    measure(from);
    return status;
}

static int semihost(int operation, void *arguments)
{
    register int r0 __asm("r0") = operation;
    register void *r1 __asm("r1") = arguments;
    __asm volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
    return r0;
}

void reset(void)
{
    static char line[256];
    static char *arguments[MOST_ARGUMENTS + 1];
    struct { char *text; int length; } request = { line, sizeof line - 1 };
    int count = 0;

    memcpy(&data_start, &data_load, (size_t)((uint8_t *)&data_end - (uint8_t *)&data_start));
    memset(&bss_start, 0, (size_t)((uint8_t *)&bss_end - (uint8_t *)&bss_start));
    timer->reload = 0xffffffffu;
    timer->value = 0xffffffffu;
    timer->control = 1;
    initialise_monitor_handles();
    semihost(SYS_GET_CMDLINE, &request);
    for (char *at = strtok(line, " "); at != NULL && count < MOST_ARGUMENTS; at = strtok(NULL, " ")) {
        arguments[count++] = at;
    }
    int result = main(count, arguments);
    fflush(stdout);
    fprintf(stderr, "stack %u\nthousands %lu\n", deepest, (unsigned long)(ticks * INSTRUCTIONS_PER_TICK / 1000));
    exit(result);
}

void _init(void) {}
void _fini(void) {}

static void fault(void)
{
    for (;;) {
    }
}

__attribute__((section(".vectors"), used)) static void *const vectors[] = {
    &stack_top, (void *)reset, (void *)fault, (void *)fault, (void *)fault, (void *)fault, (void *)fault,
};
