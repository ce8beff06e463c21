enum { MOST_DECIMALS = 6 };

/* What the weights of a graph may come to, so that no distance overflows. */
static const uint64_t most_in_all = UINT64_C(1) << 60;

/* The decimals of the graph's weights, which are counted in units of the last one. */
static int decimals;

/* Reads a weight without its point, and how many digits stand behind that. Returns 0, or 2 after a message. */
static int read_weight(const struct word *word, uint64_t *digits, int *its_decimals)
{
    static const char shape[] = "is not a weight: digits, perhaps a point and decimals";
    const char *problem = NULL;
    int is_negative = word->text[0] == '-', point = -1;
    *digits = 0;
    for (int i = is_negative; i < word->length && problem == NULL; i++) {
        char symbol = word->text[i];
        if (symbol == '.' && point < 0 && i > 0) {
            point = i;
        } else if (symbol < '0' || symbol > '9') {
            problem = shape;
        } else if (*digits >= UINT64_C(100000000000000)) {
            problem = "has more than 15 digits";
        } else {
            *digits = 10 * *digits + (unsigned)(symbol - '0');
        }
    }
    if (problem == NULL && (is_negative || point == word->length - 1)) {
        problem = is_negative && word->length > 1 ? "is a negative weight: shortest paths need weights of at least 0" : shape;
    }
    *its_decimals = point < 0 ? 0 : word->length - point - 1;
    while (*its_decimals > 0 && *digits % 10 == 0) {
        *digits /= 10;
        --*its_decimals;
    }
    if (problem == NULL && *its_decimals > MOST_DECIMALS) {
        problem = "has more than 6 decimals";
    }
    return problem == NULL ? 0 : fail(word->line, word->column, "%s %s", quote(word->text, word->length), problem);
}

/* A weight in units of the graph; more than most_in_all where it is. */
static uint64_t in_units(uint64_t digits, int its_decimals)
{
    for (; its_decimals < decimals && digits <= most_in_all; its_decimals++) {
        digits *= 10;
    }
    return digits;
}

/* A number as text, which not every C library prints that has 64 bits. */
static const char *digits_of(uint64_t number)
{
    static char digits[21];
    char *at = digits + sizeof digits - 1;
    do {
        *--at = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    return at;
}

static void print_weight(uint64_t units)
{
    uint64_t scale = 1;
    for (int i = 0; i < decimals; i++) {
        scale *= 10;
    }
    printf("%s", digits_of(units / scale));
    uint64_t rest = units % scale;
    if (rest != 0) {
        putchar('.');
    }
    for (; rest != 0; rest %= scale) {
        scale /= 10;
        putchar((char)('0' + rest / scale));
    }
}
