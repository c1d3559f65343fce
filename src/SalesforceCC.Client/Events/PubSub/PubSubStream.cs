using Grpc.Core;
using SalesforceCC.Http;

namespace SalesforceCC.Events.PubSub;

/// <summary>A call in both directions. Many may write, one after the other; one reads.</summary>
internal sealed class PubSubStream<TRequest, TResponse> : IDisposable
    where TRequest : class
    where TResponse : class
{
    private readonly PubSubCall _about;
    private readonly AsyncDuplexStreamingCall<TRequest, TResponse> _call;
    private readonly CancellationTokenSource _end;
    private readonly CancellationToken _stop;
    private readonly CancellationToken _closing;

    // gRPC takes one message at a time.
    private readonly SemaphoreSlim _writing = new(1, 1);

    public PubSubStream(
        PubSubCall about, AsyncDuplexStreamingCall<TRequest, TResponse> call, CancellationTokenSource end, CancellationToken stop, CancellationToken closing)
    {
        _about = about;
        _call = call;
        _end = end;
        _stop = stop;
        _closing = closing;
    }

    /// <summary>The token that it began with.</summary>
    public IAccessToken Token => _about.Token;

    /// <summary>Its name, for traces and errors.</summary>
    public string Name => _about.Name;

    /// <summary>Sends a message. A stream that has ended says why when it is read.</summary>
    /// <exception cref="SfException">The message may not have arrived.</exception>
    public async Task WriteAsync(TRequest message)
    {
        await _writing.WaitAsync(_about.Timer.Token).ConfigureAwait(false);
        try
        {
            await _call.RequestStream.WriteAsync(message).ConfigureAwait(false);
        }
        catch (Exception e) when (Explain(e) is { } failure)
        {
            throw failure;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Says that no more messages follow.</summary>
    public async Task CompleteAsync()
    {
        await _writing.WaitAsync(_about.Timer.Token).ConfigureAwait(false);
        try
        {
            await _call.RequestStream.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (Explain(e) is { } failure)
        {
            throw failure;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>The next message; null: the server has ended the call without an error.</summary>
    /// <exception cref="SfException">Any failure but being stopped.</exception>
    public async Task<TResponse?> ReadAsync()
    {
        try
        {
            _about.Timer.Receiving();
            bool more = await _call.ResponseStream.MoveNext(CancellationToken.None).ConfigureAwait(false);
            return more ? _call.ResponseStream.Current : null;
        }
        catch (Exception e) when (Explain(e) is { } failure)
        {
            throw failure;
        }
        finally
        {
            _about.Timer.NotReceiving();
        }
    }

    public void Dispose()
    {
        _call.Dispose();
        _about.Dispose();
        _end.Dispose();
    }

    private Exception? Explain(Exception e)
    {
        if (e is not (RpcException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or IOException or HttpRequestException))
            return null;
        if (_stop.IsCancellationRequested)
            return new OperationCanceledException(_stop);
        if (_closing.IsCancellationRequested)
            return Road.Closed();
        return e is RpcException failure && !_about.Timer.Expired ? PubSubErrors.From(failure, _about) : _about.Explain(e);
    }
}
