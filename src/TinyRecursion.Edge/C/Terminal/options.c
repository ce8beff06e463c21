/* An option, which has a number. */
struct option {
    const char *name;
    uint64_t least;
    uint64_t most;
    uint64_t value; /* what it is where it is not given */
    int is_given;
};

/* The first two of every program, which exclude each other. */
enum { STEPS, DIGEST };

/* Reads a whole number. Returns whether it is one, and in its range. */
static int read_value(const char *text, struct option *option)
{
    uint64_t value = 0;
    const char *at = text;
    for (; *at >= '0' && *at <= '9'; at++) {
        unsigned digit = (unsigned)(*at - '0');
        if (value > (option->most - digit) / 10) {
            return 0;
        }
        value = 10 * value + digit;
    }
    option->value = value;
    option->is_given = 1;
    return *at == 0 && at > text && value >= option->least;
}

/* Reads the command line into options, which end with one without a name. Returns 0, or 2 after a message. */
static int read_options(int argc, char **argv, struct option *options)
{
    for (int i = 1; i < argc; i += 2) {
        struct option *option = options;
        while (option->name != NULL && strcmp(option->name, argv[i]) != 0) {
            option++;
        }
        if (option->name == NULL || i + 1 == argc) {
            fprintf(stderr, "usage: " PROGRAM " " USAGE " < FILE\n");
            return 2;
        }
        if (!read_value(argv[i + 1], option)) {
            fprintf(stderr, PROGRAM ": %s takes a whole number from %u\n", argv[i], (unsigned)option->least);
            return 2;
        }
    }
    if (options[STEPS].is_given && options[DIGEST].is_given) {
        fprintf(stderr, PROGRAM ": %s has its own number of steps: leave out %s\n", options[DIGEST].name, options[STEPS].name);
        return 2;
    }
    return 0;
}
