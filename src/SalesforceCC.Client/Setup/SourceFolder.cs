using System.Text;
using SalesforceCC.Metadata;

namespace SalesforceCC.Setup;

/// <summary>
/// A folder that <c>sf project deploy start</c> takes: components below force-app, a manifest, and sfdx-project.json,
/// which is left alone where there is one. Files are named after the integration, so that many fit into one folder.
/// </summary>
internal sealed class SourceFolder
{
    private const string Project = "sfdx-project.json";

    private readonly string _folder;
    private readonly List<(string Path, byte[] Content)> _files;

    public SourceFolder(string folder, IntegrationOptions options)
    {
        _folder = folder;
        MetadataComponent[] components = [IntegrationComponents.PermissionSet(options), .. IntegrationComponents.App(options)];
        _files =
        [
            .. components.Select(static c => (c.SourcePath, c.ToBytes())),
            ($"manifest/{options.ApiName}.package.xml", MetadataPackage.Manifest(components, options.ApiVersion)),
            (Project, Encoding.UTF8.GetBytes(
                "{\n  \"packageDirectories\": [{ \"path\": \"force-app\", \"default\": true }],\n" +
                $"  \"name\": \"{options.ApiName}\",\n  \"namespace\": \"\",\n" +
                $"  \"sfdcLoginUrl\": \"https://login.salesforce.com\",\n  \"sourceApiVersion\": \"{options.ApiVersion}\"\n}}\n")),
        ];
        string? taken = options.Force ? null : _files.Select(static f => f.Path).FirstOrDefault(p => p != Project && File.Exists(FullPath(p)));
        if (taken is not null)
            throw new SfException(SfErrorCodes.FileExists, $"The folder '{folder}' already contains the file {taken}. Nothing was written or sent.");
    }

    /// <summary>One step a file.</summary>
    public IEnumerable<SetupStep> Steps => _files.Select(f => new SetupStep(FullPath(f.Path), "Write file", _ => Write(f.Path, f.Content)));

    private string FullPath(string path) => Path.Combine([_folder, .. path.Split('/')]);

    private async IAsyncEnumerable<SetupEvent> Write(string path, byte[] content)
    {
        string full = FullPath(path);
        bool there = File.Exists(full);
        if (!there || path != Project)
            AtomicFile.Write(full, content);
        await Task.CompletedTask.ConfigureAwait(false);
        yield return SetupEvent.Of(new SfSetupItem
        {
            Kind = "File",
            Name = path,
            Status = !there ? SfSetupStatus.Created : path == Project ? SfSetupStatus.Found : SfSetupStatus.Updated,
            Path = full,
        });
    }
}
