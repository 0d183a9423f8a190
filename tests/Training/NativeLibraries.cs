using System.Buffers.Binary;
using System.Text;

namespace NewsBot.Training;

/// <summary>
/// TorchSharp's library names a version of the C++ runtime (GLIBCXX_3.4.32) that Debian 12 does not have, though it uses nothing of it. Marked
/// as weak in the copy beside the program, the loader does not insist on it.
/// </summary>
internal static class NativeLibraries
{
    // ELF-64, System V ABI and the LSB's symbol versioning: sh_type of .gnu.version_r, and the flag of a version that need not be there.
    private const uint VersionsNeeded = 0x6ffffffe;
    private const ushort Weak = 2;

    public static void Relax()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
        if (!OperatingSystem.IsLinux() || !File.Exists(path))
        {
            return;
        }

        var file = File.ReadAllBytes(path);
        if (Relax(file, "GLIBCXX_3.4.32"))
        {
            File.WriteAllBytes(path, file);
        }
    }

    private static bool Relax(Span<byte> elf, string version)
    {
        var sections = (int)BinaryPrimitives.ReadUInt64LittleEndian(elf[0x28..]);
        var (size, count) = (Short(elf, 0x3a), Short(elf, 0x3c));
        for (var section = sections; section < sections + size * count; section += size)
        {
            if (Int(elf, section + 4) == VersionsNeeded)
            {
                var names = sections + size * (int)Int(elf, section + 0x28);
                return Relax(elf, (int)Int(elf, section + 0x18), (int)Int(elf, names + 0x18), version);
            }
        }

        return false;
    }

    private static bool Relax(Span<byte> elf, int needed, int names, string version)
    {
        for (var library = needed; ; library += (int)Int(elf, library + 12))
        {
            for (var one = library + (int)Int(elf, library + 8); ; one += (int)Int(elf, one + 12))
            {
                var name = elf[(names + (int)Int(elf, one + 8))..];
                if (Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)]) == version && Short(elf, one + 4) != Weak)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(elf[(one + 4)..], Weak);
                    return true;
                }

                if (Int(elf, one + 12) == 0)
                {
                    break;
                }
            }

            if (Int(elf, library + 12) == 0)
            {
                return false;
            }
        }
    }

    private static uint Int(ReadOnlySpan<byte> elf, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(elf[offset..]);

    private static ushort Short(ReadOnlySpan<byte> elf, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(elf[offset..]);
}
