/* A row turned by the cosines and sines of its position, in turn. */
static void rotary(int16_t *y, const int16_t *x, int width, int heads, const int16_t *turns)
{
    int head = width / heads, half = head / 2;
    for (int at = 0; at < width; at += head) {
        for (int i = 0; i < half; i++) {
            int32_t cosine = turns[2 * i], sine = turns[2 * i + 1], a = x[at + i], b = x[at + i + half];
            y[at + i] = shift16((int64_t)a * cosine - (int64_t)b * sine, 14);
            y[at + i + half] = shift16((int64_t)b * cosine + (int64_t)a * sine, 14);
        }
    }
}
