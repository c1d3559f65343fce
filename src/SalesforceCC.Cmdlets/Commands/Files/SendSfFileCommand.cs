using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Files;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Uploads files to Salesforce.</summary>
/// <remarks>
/// <para>
/// Sends each file as a new file (ContentVersion), or with -ContentDocumentId as a new version of a file. With -RecordId, it
/// is shown with these records. Files of up to 2 GB are read from the disk while they are sent, so that memory use does not
/// grow with their size. Several files are sent at the same time. Of the path, only the name of the file is sent.
/// </para>
/// <para>
/// A file is one API call, which also links it to the first record. Further links need one call for 200, and so do the IDs of
/// the files. A link that exists is left as it is.
/// </para>
/// <para>
/// A result (SfFile) is returned for each file that was sent. For each file that was not, there is an error with your input as
/// its TargetObject. If the connection breaks after a file was sent, the error says that it is not known whether it was
/// saved; it is not sent again.
/// </para>
/// <para>
/// For older orgs, -As Attachment creates an attachment of a record, and -As Document a document of the Documents tab.
/// </para>
/// </remarks>
/// <example>
///   <code>$account = Invoke-SfQuery 'SELECT Id FROM Account LIMIT 1'
/// Set-Content report.txt 'All is well.'
/// Send-SfFile report.txt -RecordId $account.Id -Title 'Annual report'</code>
///   <para>Uploads a file, and shows it with an account.</para>
/// </example>
/// <example>
///   <code>Get-ChildItem *.txt | Send-SfFile -ThrottleLimit 8</code>
///   <para>Uploads all text files of a folder, up to eight at the same time.</para>
/// </example>
/// <example>
///   <code>Set-Content plan.txt 'First'
/// $file = Send-SfFile plan.txt
/// Set-Content plan.txt 'Second'
/// Send-SfFile plan.txt -ContentDocumentId $file.ContentDocumentId</code>
///   <para>Uploads a file, and later a new version of it.</para>
/// </example>
/// <example>
///   <code>$id = (Invoke-SfQuery 'SELECT Id FROM Account LIMIT 1').Id
/// Set-Content files.csv 'Path,Title,RecordId', "report.txt,Report,$id"
/// Import-Csv files.csv | Send-SfFile</code>
///   <para>Uploads files that a list names, with a title and a record for each.</para>
/// </example>
/// <seealso cref="SaveSfFileCommand"/>
/// <seealso cref="NewSfRecordCommand"/>
[Cmdlet(VerbsCommunications.Send, "SfFile", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(SfFile))]
public sealed class SendSfFileCommand : FileSendCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    /// <summary>Specifies the files. Wildcards are allowed. A file with exactly this name is used before any pattern.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Specifies the files by their exact paths. Wildcard characters are taken literally. Files from Get-ChildItem use this parameter.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath")]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override Task ProcessAsync(SfSession session) =>
        ParameterSetName == PathSet ? SendAsync(session, Path, isLiteral: false) : SendAsync(session, LiteralPath, isLiteral: true);
}
