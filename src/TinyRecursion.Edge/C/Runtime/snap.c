/* One at the largest entry of each block if that is above zero, the first of equals, zeros elsewhere. */
static void snap(int16_t *y, const int16_t *x, int width, int block, int16_t one)
{
    memset(y, 0, (size_t)width * sizeof *y);
    for (int at = 0; at < width; at += block) {
        int winner = -1;
        int16_t largest = 0;
        for (int i = at; i < at + block; i++) {
            if (x[i] > largest) {
                largest = x[i];
                winner = i;
            }
        }
        if (winner >= 0) {
            y[winner] = one;
        }
    }
}
