/* A linear map. Its weights lie column after column, each column from a byte of its own, the first weight in the lowest bits. */
struct map {
    const void *weights;
    const int16_t *multipliers;
    const int16_t *biases;
    const uint8_t *shifts;
    uint16_t rows;
    uint16_t columns;
};

/* The entry of the result that a column's sum of products stands for. */
static int16_t finish(int32_t sum, const struct map *map, int column)
{
    int bits = map->shifts[column];
    int32_t shifted = bits > 0 ? (sum + ((int32_t)1 << (bits - 1))) >> bits : sum;
    return saturate16((int32_t)times(saturate16(shifted), map->multipliers[column]) + map->biases[column]);
}
