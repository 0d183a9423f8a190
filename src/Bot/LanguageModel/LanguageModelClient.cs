using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;
using OpenAI.Chat;

namespace NewsBot.LanguageModel;

/// <summary>Asks the language model: within the readers' patience, and not at all for a while after it failed again and again.</summary>
public sealed partial class LanguageModelClient
{
    // Far more than an answer has; beyond it a model goes round in circles.
    private const int MaxCharacters = 16_000;

    private readonly LanguageModelOptions options;
    private readonly Kernel? kernel;
    private readonly ModelCircuit circuit;
    private readonly TimeProvider time;
    private readonly ILogger<LanguageModelClient> logger;

    internal LanguageModelClient(Kernel? kernel, ModelCircuit circuit, IOptions<LanguageModelOptions> options, TimeProvider time, ILogger<LanguageModelClient> logger)
    {
        (this.kernel, this.circuit, this.options, this.time, this.logger) = (kernel, circuit, options.Value, time, logger);
    }

    /// <summary>Whether there is a model to ask.</summary>
    public bool IsConfigured => kernel is not null;

    /// <summary>What the model writes, piece by piece as it comes. To stop reading, or to cancel, ends its request.</summary>
    /// <exception cref="ModelFaultException">It did not write, or did not come to an end.</exception>
    public async IAsyncEnumerable<string> StreamAsync(KernelFunction prompt, KernelArguments arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pieces = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        var writing = WriteAsync(pieces.Writer, prompt, arguments, over.Token);
        try
        {
            await foreach (var piece in pieces.Reader.ReadAllAsync(cancellationToken))
            {
                yield return piece;
            }
        }
        finally
        {
            await over.CancelAsync();
            await writing;
        }
    }

    /// <summary>Never throws: whatever happens, the reader is told.</summary>
    private async Task WriteAsync(ChannelWriter<string> pieces, KernelFunction prompt, KernelArguments arguments, CancellationToken cancellationToken)
    {
        try
        {
            // The patience is the reader's: it is not longer for a second attempt.
            using var patience = new CancellationTokenSource(options.Patience, time);
            await circuit.ExecuteAsync(token => WriteOnceAsync(pieces, prompt, arguments, patience.Token, token), cancellationToken);
            pieces.Complete();
        }
        catch (ModelFaultException fault)
        {
            LogFault(options.Model, fault.Fault, fault.Message);
            pieces.Complete(fault);
        }
        catch (Exception failure)
        {
            pieces.Complete(failure);
        }
    }

    private async Task WriteOnceAsync(ChannelWriter<string> pieces, KernelFunction prompt, KernelArguments arguments, CancellationToken patience, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(patience, cancellationToken);
        var progress = new Progress(Stopwatch.GetTimestamp());
        try
        {
            await foreach (var content in kernel!.InvokeStreamingAsync<StreamingChatMessageContent>(prompt, arguments, over.Token))
            {
                progress.Take(content.InnerContent as StreamingChatCompletionUpdate);
                if (content.Content is { Length: > 0 } piece)
                {
                    progress.Add(piece.Length);
                    pieces.TryWrite(piece);
                }
            }

            progress.ThrowIfUnfinished();
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw patience.IsCancellationRequested
                ? new ModelFaultException(ModelFault.TooSlow, $"it was not done within {options.Patience.TotalSeconds:0.#} s", failure)
                : ModelFaultException.Of(failure, progress.Characters > 0, time.GetUtcNow());
        }
        finally
        {
            Log(progress);
        }
    }

    // A request that failed or was given up may have come to no word, and one that wrote may not have been counted.
    private void Log(Progress progress)
    {
        var milliseconds = Stopwatch.GetElapsedTime(progress.Started).TotalMilliseconds;
        if (progress.First is { } first)
        {
            LogWrote(options.Model, milliseconds, Stopwatch.GetElapsedTime(progress.Started, first).TotalMilliseconds);
        }
        else
        {
            LogSaidNothing(options.Model, milliseconds);
        }

        if (progress.Usage is { } usage)
        {
            LogUsage(options.Model, usage.InputTokenCount, usage.OutputTokenCount);
        }
    }

    [LoggerMessage(LogLevel.Information, "The language model {Model} was asked for {Milliseconds:0} ms, its first word came after {First:0} ms")]
    private partial void LogWrote(string? model, double milliseconds, double first);

    [LoggerMessage(LogLevel.Information, "The language model {Model} was asked for {Milliseconds:0} ms, and no word came")]
    private partial void LogSaidNothing(string? model, double milliseconds);

    [LoggerMessage(LogLevel.Information, "The language model {Model} counted: tokens in {InputTokens}, out {OutputTokens}")]
    private partial void LogUsage(string? model, int inputTokens, int outputTokens);

    [LoggerMessage(LogLevel.Warning, "The language model {Model} did not answer ({Fault}): {Detail}")]
    private partial void LogFault(string? model, ModelFault fault, string detail);

    /// <summary>How far a model has come.</summary>
    private sealed class Progress(long started)
    {
        private ChatFinishReason? finish;

        public long Started { get; } = started;

        public long? First { get; private set; }

        public int Characters { get; private set; }

        public ChatTokenUsage? Usage { get; private set; }

        public void Take(StreamingChatCompletionUpdate? update)
        {
            (finish, Usage) = (update?.FinishReason ?? finish, update?.Usage ?? Usage);
            if (update?.RefusalUpdate is { Length: > 0 })
            {
                throw new ModelFaultException(ModelFault.Declined, "it declined to answer");
            }
        }

        public void Add(int characters)
        {
            First ??= Stopwatch.GetTimestamp();
            Characters += characters;
            if (Characters > MaxCharacters)
            {
                throw new ModelFaultException(ModelFault.Endless, "it wrote on and on");
            }
        }

        public void ThrowIfUnfinished()
        {
            if (finish == ChatFinishReason.ContentFilter)
            {
                throw new ModelFaultException(ModelFault.Declined, "the service's filter declined the answer");
            }

            if (Characters == 0)
            {
                throw new ModelFaultException(ModelFault.Empty, "it wrote nothing");
            }

            if (finish is null)
            {
                throw new ModelFaultException(ModelFault.BrokenOff, "its stream ended before the answer did");
            }
        }
    }
}
