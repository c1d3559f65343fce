using System.Text;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Results.Csv;

namespace SalesforceCC.Emulator.Bulk.Ingest;

/// <summary>Writes what became of the rows. The lines of the job's own columns are those of the upload.</summary>
internal sealed class ResultFiles : IDisposable
{
    private const int ShuffledAtOnce = 10_000;

    private readonly ResultFile _successful;
    private readonly ResultFile _failed;
    private readonly ResultFile _unprocessed;

    public ResultFiles(Func<ResultKind, string> path, string header, CsvFormat format, bool shuffle)
    {
        int together = shuffle ? ShuffledAtOnce : 1;
        _successful = new ResultFile(path(ResultKind.Successful), format, header, together, "sf__Id", "sf__Created");
        _failed = new ResultFile(path(ResultKind.Failed), format, header, together, "sf__Id", "sf__Error");
        _unprocessed = new ResultFile(path(ResultKind.Unprocessed), format, header, 1);
    }

    public void Add(SaveResult result, ReadOnlySpan<byte> row)
    {
        if (result.Success) _successful.Add(row, result.Id ?? "", result.Created == true ? "true" : "false");
        else _failed.Add(row, result.Id ?? "", string.Concat(result.Errors.Select(Text)));
    }

    public void AddUnprocessed(ReadOnlySpan<byte> row) => _unprocessed.Add(row);

    public void Dispose()
    {
        _successful.Dispose();
        _failed.Dispose();
        _unprocessed.Dispose();
    }

    // As recorded; several behind each other is from memory.
    private static string Text(ApiError error) => $"{error.Code}:{error.Message}:{string.Join(", ", error.Fields)} --";

    private sealed class ResultFile : IDisposable
    {
        private readonly FileStream _file;
        private readonly CsvBuffer _csv;
        private readonly CsvFormat _format;
        private readonly List<byte[]> _held = [];
        private readonly int _together;

        public ResultFile(string path, CsvFormat format, string header, int together, params ReadOnlySpan<string> own)
        {
            _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1);
            _csv = new CsvBuffer(format);
            _format = format;
            _together = together;
            Add(_csv, Encoding.UTF8.GetBytes(header), own);
        }

        public void Add(ReadOnlySpan<byte> row, params ReadOnlySpan<string> own)
        {
            if (_together == 1)
            {
                Add(_csv, row, own);
                if (_csv.Length > 1 << 16) _csv.DrainTo(_file);
                return;
            }
            using CsvBuffer line = new(_format);
            Add(line, row, own);
            _held.Add(line.Written.ToArray());
            if (_held.Count == _together) WriteHeld();
        }

        public void Dispose()
        {
            WriteHeld();
            _csv.DrainTo(_file);
            _csv.Dispose();
            _file.Dispose();
        }

        private static void Add(CsvBuffer csv, ReadOnlySpan<byte> row, ReadOnlySpan<string> own)
        {
            foreach (string value in own) csv.Text(value);
            csv.Values(row);
            csv.EndLine();
        }

        // Always the same order, and never that of the rows: a test that fails fails again.
        private void WriteHeld()
        {
            byte[][] lines = [.. _held];
            if (lines.Length > 1)
            {
                new Random(lines.Length).Shuffle(lines);
                if (lines.SequenceEqual(_held)) Array.Reverse(lines);
            }
            foreach (byte[] line in lines) _csv.Raw(line);
            _csv.DrainTo(_file);
            _held.Clear();
        }
    }
}
