#!/usr/bin/env bash
# Training speed compiled ahead of time against just in time: the same program by turns, medians of five. Ends with 1 below 0.8.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release -v quiet --nologo > "$work/log" || { cat "$work/log"; exit 1; }
dotnet publish -c Release -v quiet --nologo -o "$work/aot" > "$work/log" || { cat "$work/log"; exit 1; }
for _ in 1 2 3 4 5; do
    dotnet bin/Release/net10.0/TinyRecursion.AotTraining.dll >> "$work/jit.txt"
    "$work/aot/TinyRecursion.AotTraining" >> "$work/aot.txt"
done
median() { sort -n "$1" | sed -n 3p; }
jit=$(median "$work/jit.txt") aot=$(median "$work/aot.txt")
awk -v jit="$jit" -v aot="$aot" 'BEGIN { printf "updates a second: just in time %s, ahead of time %s, ratio %.2f\n", jit, aot, aot / jit; exit aot < 0.8 * jit }'
