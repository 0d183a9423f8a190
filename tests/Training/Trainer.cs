using System.Diagnostics;
using System.Globalization;
using NewsBot.Retrieval.Reading;
using NewsBot.Training.Data;
using static TorchSharp.torch;

namespace NewsBot.Training;

/// <summary>Trains the reader; what a checkpoint holds is gone on with, so that training can be ended at any moment.</summary>
internal sealed class Trainer(DirectoryInfo folder, WindowTokenizer tokenizer)
{
    private const double WarmUp = 0.05;
    private const double WeightDecay = 0.01;
    private const double LargestGradient = 1;

    private static readonly TimeSpan BetweenCheckpoints = TimeSpan.FromMinutes(5);

    /// <param name="LearningRate">The highest; it rises over the first twentieth of the steps and falls to nothing with the last.</param>
    /// <param name="TokensPerBatch">Of one worker's batch, padding included.</param>
    /// <param name="Workers">How many batches are learnt from at once, each on a core of its own: a step learns from all of them.</param>
    public sealed record Settings(int Steps, double LearningRate, int TokensPerBatch, int Workers, int Seed);

    public void Train(ReaderNetwork network, IReadOnlyList<Example> examples, IReadOnlyList<Example> unseen, Settings settings, CancellationToken cancellationToken)
    {
        set_num_threads(1);
        var optimizer = optim.AdamW(network.Trained, settings.LearningRate, weight_decay: WeightDecay);
        var step = Checkpoint.Load(folder, network, optimizer);
        ReaderNetwork[] replicas = [network, .. Enumerable.Range(1, settings.Workers - 1).Select(_ => new ReaderNetwork())];
        var sampler = new Sampler(tokenizer, examples, settings.Seed);
        var (sinceStart, sinceCheckpoint, average, tokens) = (Stopwatch.StartNew(), Stopwatch.StartNew(), 0.0, 0L);

        // Batches of the passes before a checkpoint are made again, and left out, so that a run that was cut sees what one that was not would.
        for (var (pass, first) = (0, 0); step < settings.Steps && !cancellationToken.IsCancellationRequested; pass++)
        {
            var batches = sampler.Pass(pass, settings.TokensPerBatch).Chunk(settings.Workers).Where(chunk => chunk.Length == settings.Workers).ToList();
            foreach (var chunk in batches.Skip(Math.Max(0, step - first)))
            {
                if (step >= settings.Steps || cancellationToken.IsCancellationRequested)
                {
                    break;
                }

                foreach (var group in optimizer.ParamGroups)
                {
                    group.LearningRate = LearningRate(settings, step);
                }

                var loss = Learn(replicas, optimizer, chunk);
                average = average == 0 ? loss : 0.98 * average + 0.02 * loss;
                tokens += chunk.Sum(samples => samples.Sum(sample => sample.Length));
                if (++step % 20 == 0)
                {
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"pass {pass} step {step}/{settings.Steps} loss {average:F4}, {tokens / sinceStart.Elapsed.TotalSeconds:F0} tokens/s"));
                }

                if (sinceCheckpoint.Elapsed > BetweenCheckpoints)
                {
                    Checkpoint.Save(folder, network, optimizer, step);
                    sinceCheckpoint.Restart();
                }
            }

            first += batches.Count;
            Checkpoint.Save(folder, network, optimizer, step);
        }

        Console.WriteLine(new Scorer(network, tokenizer).Score(unseen, step));
    }

    /// <summary>Each worker's gradients on a copy of the weights, their mean, and one step of the optimiser.</summary>
    private static double Learn(ReaderNetwork[] replicas, optim.Optimizer optimizer, List<Sample>[] batches)
    {
        var losses = new double[replicas.Length];
        Parallel.For(0, replicas.Length, worker =>
        {
            using var scope = NewDisposeScope();
            var replica = replicas[worker];
            if (worker > 0)
            {
                replica.Load(replicas[0]);
            }

            replica.train();
            replica.zero_grad();
            var batch = new Batch(batches[worker]);
            var loss = ReaderLoss.Of(batch, replica.Read(batch.Ids, batch.Types, batch.Mask));
            loss.backward();
            losses[worker] = loss.item<float>();
        });

        using var step = NewDisposeScope();
        using var untracked = no_grad();
        foreach (var (index, weight) in replicas[0].Trained.Index())
        {
            foreach (var replica in replicas.Skip(1))
            {
                weight.grad!.add_(replica.Trained[index].grad!);
            }

            weight.grad!.div_(replicas.Length);
        }

        nn.utils.clip_grad_norm_(replicas[0].Trained, LargestGradient);
        optimizer.step();
        return losses.Average();
    }

    private static double LearningRate(Settings settings, int step)
    {
        var done = (double)step / settings.Steps;
        return settings.LearningRate * Math.Min(1, Math.Min((done + 0.001) / WarmUp, (1 - done) / (1 - WarmUp)));
    }
}
