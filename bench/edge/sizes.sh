#!/usr/bin/env bash
# Exports a model that runs in integers as C, compiles it for this machine and for a Cortex-M4, prints sizes, and compares digests of the
# same instances: .NET, gcc and clang at -O0 and -O3, and the Cortex-M4 under QEMU.
#   bench/edge/sizes.sh MODEL INSTANCES [STEPS] [export options]
# Needs: gcc clang valgrind gcc-arm-none-eabi libnewlib-arm-none-eabi qemu-system-arm (Debian's names). What is missing is named and left out.
set -euo pipefail
if [ $# -lt 2 ]; then
    sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
model=$1 instances=$2 steps=${3:-16}
shift $(($# < 3 ? $# : 3))
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
strict="-std=c99 -Wall -Wextra -Werror -pedantic"
cortex="-mcpu=cortex-m4 -mthumb"

dotnet build -c Release -v q --nologo "$root/src/TinyRecursion.Cli" >/dev/null
dotnet build -c Release -v q --nologo "$root/bench/TinyRecursion.EdgeDigests" >/dev/null
dotnet "$root/src/TinyRecursion.Cli/bin/Release/net10.0/trm.dll" export c --model "$model" --out "$work" "$@" | sed "s|$work|$model|"
name=$(basename "$(ls "$work"/*.h)" .h)

has() {
    command -v "$1" >/dev/null || { echo "$1 is not installed: left out" >&2; return 1; }
}

if has valgrind && has gcc; then
    gcc $strict -O1 -g "$work/$name.c" "$work/main.c" -o "$work/host"
    valgrind -q --error-exitcode=9 "$work/host" --digest 2 <"$instances" >/dev/null && echo "valgrind: nothing to complain of"
fi

row() { printf '%-28s %8s %8s %8s\n' "$@"; }

echo
row "$name.c" text data bss
for compiler in gcc clang; do
    has $compiler || continue
    $compiler $strict -Os -c "$work/$name.c" -o "$work/$compiler.o"
    row "$compiler -Os" $(size "$work/$compiler.o" | awk 'NR == 2 { print $1, $2, $3 }')
done
if has arm-none-eabi-gcc; then
    arm-none-eabi-gcc $strict $cortex -Os -c "$work/$name.c" -o "$work/arm.o"
    row "arm-none-eabi-gcc -Os" $(arm-none-eabi-size "$work/arm.o" | awk 'NR == 2 { print $1, $2, $3 }')
fi

echo
dotnet "$root/bench/TinyRecursion.EdgeDigests/bin/Release/net10.0/TinyRecursion.EdgeDigests.dll" "$model" "$steps" <"$instances" >"$work/expected"
failed=0
compare() {
    if cmp -s "$work/expected" "$work/found"; then
        echo "$1: $(wc -l <"$work/found") digests of $steps steps, all as in .NET"
    else
        echo "$1: digests differ from .NET"
        failed=1
    fi
}

for compiler in gcc clang; do
    has $compiler 2>/dev/null || continue
    for level in -O0 -O3; do
        $compiler $strict $level "$work/$name.c" "$work/main.c" -o "$work/host"
        "$work/host" --digest "$steps" <"$instances" >"$work/found"
        compare "$compiler $level"
    done
done

if has arm-none-eabi-gcc 2>/dev/null && has qemu-system-arm; then
    arm-none-eabi-gcc -std=gnu99 $cortex -Os --specs=nano.specs --specs=rdimon.specs -nostartfiles -T "$here/cortex-m4.ld" \
        -Wl,--wrap=${name}_digest -Wl,--wrap=${name}_solve -Wl,--no-warn-rwx-segments \
        -DDIGEST_REAL=__real_${name}_digest -DDIGEST_WRAP=__wrap_${name}_digest -DSOLVE_REAL=__real_${name}_solve -DSOLVE_WRAP=__wrap_${name}_solve \
        "$here/startup.c" "$work/$name.c" "$work/main.c" -o "$work/arm.elf"
    emulate() {
        qemu-system-arm -machine mps2-an386 -icount shift=0 -nographic -monitor none -serial none -kernel "$work/arm.elf" \
            -semihosting-config "enable=on,target=native,arg=$name,arg=$1,arg=$2" <"$instances" >"$work/found" 2>"$work/errors" || true
    }
    emulate --digest "$steps"
    compare "Cortex-M4 -Os under QEMU"
    thousands=$(awk '$1 == "thousands" { print $2 }' "$work/errors")
    echo "Cortex-M4 -Os: $((thousands * 1000 / steps / $(wc -l <"$work/expected"))) instructions a step"
    emulate --steps "$steps"
    "$work/host" --steps "$steps" <"$instances" >"$work/expected" || true
    cmp -s "$work/expected" "$work/found" && echo "Cortex-M4 -Os under QEMU: answers as on this machine" || { echo "Cortex-M4: answers differ"; failed=1; }
    echo "Cortex-M4 -Os: stack of a run $(awk '$1 == "stack" { print $2 }' "$work/errors") bytes, measured by painting"
fi
exit $failed
