using Microsoft.ML.OnnxRuntime;

namespace NewsBot.Retrieval.Reading;

/// <summary>Windows in the form that the reader's network takes (see <see cref="ReaderModel"/>).</summary>
internal sealed class WindowBatch : IDisposable
{
    public WindowBatch(IReadOnlyList<TokenizedWindow> windows)
    {
        var (count, length) = (windows.Sum(window => window.Tokens.Count), windows.Max(window => window.Tokens.Count));
        int[] tokenIds = new int[count], segments = new int[count], positions = new int[count], tokenSlots = new int[count];
        int[] slots = new int[windows.Count * length], lengths = new int[windows.Count];
        var token = 0;
        foreach (var (row, window) in windows.Index())
        {
            lengths[row] = window.Tokens.Count;
            for (var position = 0; position < window.Tokens.Count; position++, token++)
            {
                var slot = row * length + position;
                (tokenIds[token], segments[token]) = (window.Tokens[position].Id, position < window.QuestionLength ? 0 : 1);
                (positions[token], tokenSlots[token], slots[slot]) = (position, slot, token);
            }
        }

        Inputs =
        [
            OrtValue.CreateTensorValueFromMemory(tokenIds, [count]),
            OrtValue.CreateTensorValueFromMemory(segments, [count]),
            OrtValue.CreateTensorValueFromMemory(positions, [count]),
            OrtValue.CreateTensorValueFromMemory(slots, [windows.Count, length]),
            OrtValue.CreateTensorValueFromMemory(tokenSlots, [count]),
            OrtValue.CreateTensorValueFromMemory(lengths, [windows.Count]),
        ];
    }

    public static IReadOnlyCollection<string> InputNames { get; } =
        [ReaderModel.TokenIds, ReaderModel.Segments, ReaderModel.Positions, ReaderModel.Slots, ReaderModel.TokenSlots, ReaderModel.Lengths];

    /// <summary>In the order of <see cref="InputNames"/>.</summary>
    public IReadOnlyCollection<OrtValue> Inputs { get; }

    public void Dispose()
    {
        foreach (var input in Inputs)
        {
            input.Dispose();
        }
    }
}
