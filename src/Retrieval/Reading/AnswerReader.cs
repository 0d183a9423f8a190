using Microsoft.ML.OnnxRuntime;
using NewsBot.Retrieval.Embeddings;

namespace NewsBot.Retrieval.Reading;

/// <summary>
/// Reads a question together with sentences of a story, and tells of each whether it answers, where in it the answer stands, and what a yes/no
/// question gets: a network of 22 million weights that tests/Training trains, run by ONNX Runtime on the processor.
/// </summary>
/// <remarks>
/// Safe for many threads at once, until it is disposed. However many questions are asked at once, no more runs than there are processors are going
/// on, each of one window, and those that wait take turns.
/// </remarks>
public sealed class AnswerReader : IDisposable
{
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
        await Parallel.ForEachAsync(Enumerable.Range(0, windows.Count), parallel, async (place, cancel) =>
        {
            await runs.WaitAsync(cancel);
            try
            {
                readings[place] = Read(tokenized[place]);
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

    private WindowReading Read(TokenizedWindow window)
    {
        using var inputs = new TokenInputs(new TokenizedText([.. window.Tokens.Select(token => token.Id)], window.QuestionLength, []));
        return WindowReading.Of(window, inputs.Run(session, ReaderModel.Numbers));
    }
}
