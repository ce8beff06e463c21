/* The lowest 4 bits as a number in two's complement. */
static int32_t weight4(unsigned bits)
{
    return (int32_t)((bits & 15u) ^ 8u) - 8;
}

/* One row of a linear map with weights of 4 bits. */
static void linear4(int16_t *y, const int16_t *x, const struct map *map)
{
    const uint8_t *packed = map->weights;
    for (int column = 0; column < map->columns; column++) {
        const int16_t *entry = x;
        int32_t sum = 0;
        for (int rest = map->rows / 2; rest > 0; rest--, entry += 2) {
            unsigned bits = *packed++;
            sum += entry[0] * weight4(bits);
            sum += entry[1] * weight4(bits >> 4);
        }
        if (map->rows % 2 != 0) {
            sum += *entry * weight4(*packed++);
        }
        y[column] = finish(sum, map, column);
    }
}
