using System.Globalization;
using NewsBot.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

switch (args)
{
    case ["encoder"]:
        await EncoderThroughput.RunAsync(Console.Out, interrupted.Token);
        return 0;
    default:
        await Console.Error.WriteLineAsync("Usage: Benchmarks encoder");
        return 1;
}
