using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NewsBot;

/// <summary>A server on this machine that plays a news site.</summary>
internal sealed class NewsSite : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Dictionary<string, Action<HttpListenerContext>> pages = new(StringComparer.Ordinal);

    public NewsSite()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Root = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        listener.Prefixes.Add(Root.AbsoluteUri);
        listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public Uri Root { get; }

    /// <summary>The paths that were asked for, in their order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public string UrlOf(string path) => new Uri(Root, path).AbsoluteUri;

    public NewsSite With(string path, Action<HttpListenerContext> answer)
    {
        pages[path] = answer;
        return this;
    }

    public NewsSite With(string path, string content, string type = "text/html; charset=utf-8") => With(path, context =>
    {
        context.Response.ContentType = type;
        context.Response.OutputStream.Write(Encoding.UTF8.GetBytes(content));
    });

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            Requests.Enqueue(context.Request.Url!.AbsolutePath);
            try
            {
                if (pages.TryGetValue(context.Request.Url.AbsolutePath, out var answer))
                {
                    answer(context);
                }
                else
                {
                    context.Response.StatusCode = 404;
                }

                context.Response.Close();
            }
            catch (Exception gone) when (gone is HttpListenerException or IOException or ObjectDisposedException)
            {
                // The client has had enough, which is what some tests are about.
            }
        }
    }
}
