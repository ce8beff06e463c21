#!/usr/bin/env bash
# Publishes trm-run and measures it: file size, time from the start to the first answer, steps a second against the just-in-time
# build, and whether every build and instruction set gives the same digests. Ends with 1 if a digest differs or a figure is over its bound.
# With clang, gcc-aarch64-linux-gnu and qemu-user-static (Debian's names) it is published for Arm64 too and emulated.
#
# Usage: bench/edge/run.sh [INTEGER-MODEL]     (a Sudoku model from 'trm compress'; without it one is made)
set -euo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

bytes_bound=4000000
milliseconds_bound=50
runs=50
steps=64
puzzles=samples/sudoku/hard.txt
# A board without a solution that singles do not refute: a rule goes on until its steps are used up.
echo '.......5...49....7...5.2..6.4.......5.3..74.21.7.4.6......9..23.71..89.....2.....' > "$work/endless.txt"
failed=0

trm=(dotnet src/TinyRecursion.Cli/bin/Release/net10.0/trm.dll)
dotnet build -c Release -v q --nologo src/TinyRecursion.Cli > "$work/build.log" || { cat "$work/build.log"; exit 1; }

publish() { # NAME [PROPERTY...]: publishes a variant and prints its size
    local name=$1
    shift
    dotnet publish -c Release -v q --nologo src/TinyRecursion.Run -o "$work/$name" "$@" > "$work/build.log" || { cat "$work/build.log"; exit 1; }
    printf '  %-12s %s bytes\n' "$name" "$(stat -c %s "$work/$name/trm-run")"
}

echo "File size"
variants=(default)
case $(uname -m) in
    x86_64)
        publish x86-64-v2 -p:IlcInstructionSet=x86-64-v2
        variants+=(x86-64-v2)
        if grep -q avx512bw /proc/cpuinfo; then
            publish x86-64-v4 -p:IlcInstructionSet=x86-64-v4
            variants+=(x86-64-v4)
        fi ;;
esac
publish default
run=$work/default/trm-run
[ "$(stat -c %s "$run")" -le $bytes_bound ] || { echo "  over $bytes_bound bytes"; failed=1; }

model=${1:-$work/sudoku8.safetensors}
if [ $# -eq 0 ]; then
    "${trm[@]}" compress models/sudoku.safetensors --int8 --data samples/sudoku/extreme.txt --out "$model" > /dev/null
fi

echo "From the start to the first answer, $runs runs"
first_answer() { # MODEL FILE
    local started line
    for ((i = 0; i < runs; i++)); do
        started=${EPOCHREALTIME/./}
        read -r line < <("$run" "$1" "$2" 2> /dev/null) && echo $((${EPOCHREALTIME/./} - started))
    done | sort -n | awk '{ t[NR] = $1 } END { printf "%.1f %.1f\n", t[1] / 1000, t[int((NR + 1) / 2)] / 1000 }'
}
for pair in "models/sudoku.safetensors $puzzles" "models/graphs.safetensors samples/graphs/roads.txt" "$model $puzzles"; do
    read -r least median < <(first_answer $pair)
    printf '  %-28s least %s ms, median %s ms\n' "$(basename "${pair%% *}")" "$least" "$median"
    awk -v median="$median" -v bound=$milliseconds_bound 'BEGIN { exit median > bound }' || { echo "  over $milliseconds_bound ms"; failed=1; }
done

seconds() { # COMMAND...: its processor time, which other work on the machine disturbs less than the wall clock
    local TIMEFORMAT=%U
    { time "$@" > /dev/null 2> /dev/null || true; } 2>&1
}
rate() { # LABEL FEW MANY COMMAND...: steps a second, by the difference of two runs, of which the number of steps is the last argument
    local label=$1 few=$2 many=$3 best=0
    shift 3
    for _ in 1 2 3; do
        best=$(awk -v a="$(seconds "$@" "$few")" -v b="$(seconds "$@" "$many")" -v n=$((many - few)) -v best="$best" \
            'BEGIN { r = b > a ? n / (b - a) : 0; print (r > best) ? r : best }')
    done
    printf '  %-34s %8.0f\n' "$label" "$best"
}

echo "Steps a second on one core, floating point"
rate "just in time" 500 4500 "${trm[@]}" solve sudoku "$work/endless.txt" --threads 1 --max-steps
for name in "${variants[@]}"; do
    [ "$name" = x86-64-v2 ] || rate "$name" 500 4500 "$work/$name/trm-run" models/sudoku.safetensors "$work/endless.txt" --steps
done
echo "Steps a second on one core, integers, with the digest"
rate "just in time" 500 4500 "${trm[@]}" digest "$model" "$work/endless.txt" --threads 1 --steps
for name in "${variants[@]}"; do
    if [ "$name" = x86-64-v2 ]; then few=50 many=450; else few=500 many=4500; fi
    rate "$name" $few $many "$work/$name/trm-run" "$model" "$work/endless.txt" --digest
done

echo "Digests of $steps steps on $puzzles"
"${trm[@]}" digest "$model" "$puzzles" --steps $steps --threads 1 > "$work/expected"
same() { # LABEL COMMAND...
    local label=$1
    shift
    if "$@" | cmp -s - "$work/expected"; then echo "  same: $label"; else echo "  DIFFERENT: $label"; failed=1; fi
}
same "just in time, 2 threads" "${trm[@]}" digest "$model" "$puzzles" --steps $steps --threads 2
for switch in EnableAVX512 EnableAVX2 EnableHWIntrinsic; do
    same "just in time, $switch=0" env "DOTNET_$switch=0" "${trm[@]}" digest "$model" "$puzzles" --steps $steps
done
for name in "${variants[@]}"; do
    same "ahead of time, $name" "$work/$name/trm-run" "$model" "$puzzles" --digest $steps
done
arm=(qemu-aarch64-static -L /usr/aarch64-linux-gnu)
if [ "$(uname -m)" = x86_64 ] && command -v clang aarch64-linux-gnu-gcc "${arm[0]}" > /dev/null; then
    publish arm64 -r linux-arm64 -p:NuGetLockFilePath=obj/packages.lock.json -p:ObjCopyName=aarch64-linux-gnu-objcopy
    same "ahead of time, Arm64 under QEMU" "${arm[@]}" "$work/arm64/trm-run" "$model" "$puzzles" --digest $steps
else
    echo "  Arm64 is left out: it takes clang, gcc-aarch64-linux-gnu and qemu-user-static"
fi
sort "$work/expected" | uniq -c | awk '$1 > 1 { twice = 1 } END { if (twice) print "  (some puzzles share a digest)" }'
exit $failed
