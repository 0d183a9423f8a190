using Microsoft.ML.OnnxRuntime;
using NewsBot.Retrieval.Embeddings;

namespace NewsBot.Retrieval.Reading;

/// <summary>
/// Reads a question together with sentences of a story, and tells of each whether it answers, where in it the answer stands, and what a yes/no
/// question gets: a network of 22 million weights that tests/Training trains, run by ONNX Runtime on the processor.
/// </summary>
/// <remarks>
/// Safe for many threads at once, until it is disposed. However many questions are asked at once, no more runs than there are processors are going
/// on, each of a few windows, and those that wait take turns.
/// </remarks>
public sealed class AnswerReader : IDisposable
{
    // A longer run is no faster per token, and this is how soon a cancellation is noticed and the next question gets its turn.
    private const int TokensPerRun = 384;

    private readonly InferenceSession session;
    private readonly SemaphoreSlim runs = new(Environment.ProcessorCount);

    /// <param name="folder">Holds the model's files: <see cref="ModelFiles.DefaultFolder"/>.</param>
    /// <param name="pieces">The networks' vocabulary.</param>
    /// <exception cref="InvalidDataException">A file is missing or damaged; the message names it and says what to do.</exception>
    public AnswerReader(string folder, WordPieces pieces)
    {
        Tokenizer = new WindowTokenizer(pieces);
        session = ModelFiles.Open(folder, ModelFiles.AnswerReader);
    }

    /// <summary>Lays windows out in the reader's tokens.</summary>
    public WindowTokenizer Tokenizer { get; }

    /// <summary>Reads the windows, and tells of them in their order.</summary>
    public async Task<IReadOnlyList<WindowReading>> ReadAsync(IReadOnlyList<ReadingWindow> windows, CancellationToken cancellationToken)
    {
        var readings = new WindowReading[windows.Count];
        var tokenized = await Task.Run(() => windows.Select(Tokenizer.Tokenize).ToArray(), cancellationToken);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(PlanRuns(tokenized), parallel, async (run, cancel) =>
        {
            await runs.WaitAsync(cancel);
            try
            {
                Read(run, tokenized, readings);
            }
            finally
            {
                runs.Release();
            }
        });
        return readings;
    }

    public void Dispose()
    {
        session.Dispose();
        runs.Dispose();
    }

    /// <summary>Which windows, by their places, share a run: those of like length, so that attention has little padding to skip.</summary>
    private static IEnumerable<int[]> PlanRuns(TokenizedWindow[] windows)
    {
        var byLength = Enumerable.Range(0, windows.Length).OrderByDescending(window => windows[window].Tokens.Count).ToArray();
        for (int start = 0, end; start < byLength.Length; start = end)
        {
            var count = 0;
            for (end = start; end < byLength.Length && (end == start || count + windows[byLength[end]].Tokens.Count <= TokensPerRun); end++)
            {
                count += windows[byLength[end]].Tokens.Count;
            }

            yield return byLength[start..end];
        }
    }

    private void Read(int[] places, TokenizedWindow[] windows, WindowReading[] readings)
    {
        using var batch = new TokenBatch(Array.ConvertAll(places, place => new TokenizedText(
            windows[place].Tokens.Select(token => token.Id).ToList(), windows[place].QuestionLength, [])));
        using var options = new RunOptions();
        using var outputs = session.Run(options, batch.InputNames, batch.Inputs, [ReaderModel.Numbers]);
        var numbers = outputs[0].GetTensorDataAsSpan<float>();
        var first = 0;
        foreach (var place in places)
        {
            var count = windows[place].Tokens.Count;
            readings[place] = WindowReading.Of(windows[place], numbers.Slice(first * ReaderModel.Outputs, count * ReaderModel.Outputs));
            first += count;
        }
    }
}
